using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>Gradient descent: w± ← w±⊙(1 ∓ γ·Xᵀe/n).</summary>
public static unsafe class DiagonalDescent
{
    /// <summary>Descends from where the network is.</summary>
    /// <param name="network">Moved.</param>
    /// <param name="options">Label noise is not for this method.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <remarks>A step costs 4nd flops; the loss is exact at every one.</remarks>
    public static DiagonalRun Run<T>(DiagonalNetwork<T> network, DiagonalOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> => SimdLevel.Bits switch
        {
            512 => Run<T, Simd512<T>>(network, options, cancellationToken),
            256 => Run<T, Simd256<T>>(network, options, cancellationToken),
            _ => Run<T, Simd128<T>>(network, options, cancellationToken),
        };

    private static DiagonalRun Run<T, S>(DiagonalNetwork<T> network, DiagonalOptions options, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
        where S : unmanaged, ISimd<S, T>
    {
        var (problem, scale) = (network.Problem, T.CreateTruncating(-options.LearningRate / network.Problem.Examples));
        var monitor = new DiagonalMonitor(options with { LossEvery = 1 });
        double SquaredError() => problem.SquaredError(network.ReadCoefficients());
        for (var steps = 0; ; steps = 1)
        {
            monitor.Look(steps, network.Loss(), SquaredError);
            if (monitor.Stop is not null) return monitor.End(problem, network.ReadCoefficients(), network.ReadEffectiveScale());
            if ((monitor.Step & 1023) == 0) cancellationToken.ThrowIfCancellationRequested();
            DiagonalKernels<T>.Combine<S>(problem, network.Residuals, network.Direction);
            DiagonalKernels<T>.Step<S>(network.Plus, network.Minus, network.Direction, scale, problem.Stride);
        }
    }
}
