using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>Draws what the stochastic norms of a network select at each step, each from the stream <c>stoch-norm/name</c> positioned by the step.</summary>
/// <param name="seed">The root of the run's chance.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SelectionNoise<T>(Seed seed) : BatchNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private RandomSource[]? _sources;

    /// <inheritdoc/>
    public override void Apply(long step, Batch<T> batch)
    {
        // Layers come in one order in graphs of all batch sizes.
        var selections = batch.Traced.Tracer.Selections;
        _sources ??= [.. selections.Select(selection => seed.Stream($"stoch-norm/{selection.Node.Name}"))];
        for (var i = 0; i < _sources.Length; i++)
        {
            var selection = batch.Plan.Values(selections[i].Node);
            _sources[i].Position = (ulong)step * (ulong)selection.Length;
            selections[i].Draw(_sources[i], selection);
        }
    }
}
