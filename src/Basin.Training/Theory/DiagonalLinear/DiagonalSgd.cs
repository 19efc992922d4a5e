using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>SGD with one example a step, drawn with replacement: w± ← w±⊙(1 ∓ γ·e·xᵢ). Several networks go side by side.</summary>
/// <remarks>
/// A step of one network waits for its own output; those of others fill the time. A network draws from its own streams, so
/// what becomes of it does not depend on its company.
/// </remarks>
public static class DiagonalSgd
{
    /// <summary>Trains one network.</summary>
    /// <param name="network">Moved.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">The root of its chance.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    public static DiagonalRun Run<T>(DiagonalNetwork<T> network, DiagonalOptions options, Seed seed, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Run([network], [seed], options, cancellationToken)[0];

    /// <summary>Trains several networks at once.</summary>
    /// <param name="networks">Moved; four or more keep a processor busy.</param>
    /// <param name="seeds">The root of each one's chance.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <remarks>A step costs 8d flops, and the exact loss 2nd every <see cref="DiagonalOptions.LossEvery"/> steps.</remarks>
    public static DiagonalRun[] Run<T>(IReadOnlyList<DiagonalNetwork<T>> networks, IReadOnlyList<Seed> seeds, DiagonalOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seeds.Count, networks.Count);
        var paths = new SgdPath<T>[networks.Count];
        try
        {
            for (var k = 0; k < paths.Length; k++) paths[k] = new SgdPath<T>(networks[k], options, seeds[k]);
            var running = paths.ToList();
            foreach (var path in paths) path.Look(0);
            running.RemoveAll(path => path.Monitor.Stop is not null);
            for (var round = 0; running.Count > 0; round++)
            {
                if ((round & 255) == 0) cancellationToken.ThrowIfCancellationRequested();

                // Those still running have taken equally many steps.
                var steps = running[0].Monitor.StepsAhead;
                SgdBlock.Run(running, steps, options.LearningRate);
                foreach (var path in running) path.Look(steps);
                running.RemoveAll(path => path.Monitor.Stop is not null);
            }

            return [.. paths.Select(path => path.End())];
        }
        finally
        {
            foreach (var path in paths) path?.Dispose();
        }
    }
}
