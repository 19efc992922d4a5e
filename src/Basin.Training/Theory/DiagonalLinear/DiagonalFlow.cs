using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>
/// Stochastic gradient flow dw± = −∇L dt ± 2√(γL/n)·w±⊙XᵀdB, and at γ = 0 gradient flow, by Euler's method on the logarithms.
/// </summary>
/// <remarks>
/// On the logarithms Itô's term is −2γL·diag(XᵀX/n) dt, the same for both signs. So ½ln(w₊/w₋) stays in the row space of X and √(w₊w₋)
/// equals α·exp(−2γ·diag(XᵀX/n)·∫L) exactly whatever the length of a step, and no weight changes its sign.
/// Departs from Pesme, Pillaud-Vivien and Flammarion (2021), who step the weights themselves.
/// </remarks>
public static unsafe class DiagonalFlow
{
    /// <summary>Follows the flow from w± = α.</summary>
    /// <param name="problem">What is fitted.</param>
    /// <param name="scale">α, shape (d), every one above 0.</param>
    /// <param name="temperature">γ of the noise; at least 0.</param>
    /// <param name="options">Its learning rate is the length of a step in time.</param>
    /// <param name="seed">The root of chance.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <remarks>A step costs 4nd flops, 2d exponentials and n Gaussians.</remarks>
    public static DiagonalRun Run<T>(SparseRegression<T> problem, ReadOnlySpan<double> scale, double temperature, DiagonalOptions options, Seed seed, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.NotNegative(temperature);
        using var flow = new FlowState<T>(problem, scale, temperature, options, seed.Stream("flow/noise"));
        var monitor = new DiagonalMonitor(options with { LossEvery = 1 });
        for (var steps = 0; ; steps = 1)
        {
            var loss = SimdLevel.Bits switch
            {
                512 => flow.Loss<Simd512<T>>(),
                256 => flow.Loss<Simd256<T>>(),
                _ => flow.Loss<Simd128<T>>(),
            };
            monitor.Look(steps, loss, () => problem.SquaredError(flow.ReadCoefficients()));
            if (monitor.Stop is not null) return monitor.End(problem, flow.ReadCoefficients(), flow.ReadEffectiveScale());
            if ((monitor.Step & 1023) == 0) cancellationToken.ThrowIfCancellationRequested();
            flow.Step(loss);
        }
    }
}
