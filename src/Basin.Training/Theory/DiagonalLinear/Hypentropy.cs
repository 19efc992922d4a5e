using System.Numerics;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>The potential φ_α(β) = ¼ Σ (βⱼ·arcsinh(βⱼ/2αⱼ²) − √(βⱼ² + 4αⱼ⁴) + 2αⱼ²), whose mirror flow is gradient flow on the weights.</summary>
/// <remarks>φ_α(0) = 0. Small α: ½ln(1/α)·‖β‖₁; large α: Σ βⱼ²/16αⱼ². Source: Woodworth et al. (2020), in the scale of Pesme et al. (2021).</remarks>
public static class Hypentropy
{
    /// <summary>φ_α(β).</summary>
    /// <param name="coefficients">β, shape (d).</param>
    /// <param name="scale">α, shape (d).</param>
    public static double Value(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scale.Length, coefficients.Length);
        var sum = 0.0;
        for (var j = 0; j < scale.Length; j++)
        {
            var (b, c) = (coefficients[j], 2 * scale[j] * scale[j]);

            // √(b² + c²) − c without cancellation.
            sum += (b * Math.Asinh(b / c)) - (b * b / (Math.Sqrt((b * b) + (c * c)) + c));
        }

        return sum / 4;
    }

    /// <summary>∇φ_α(β) = ¼·arcsinh(β/2α²), shape (d).</summary>
    /// <param name="coefficients">β, shape (d).</param>
    /// <param name="scale">α, shape (d).</param>
    public static double[] Gradient(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scale.Length, coefficients.Length);
        var gradient = new double[scale.Length];
        for (var j = 0; j < gradient.Length; j++) gradient[j] = Math.Asinh(coefficients[j] / (2 * scale[j] * scale[j])) / 4;
        return gradient;
    }

    /// <summary>α_∞ = α⊙exp(−2γ·diag(XᵀX/n)·∫L): the scale from which gradient flow would go where stochastic gradient flow does.</summary>
    /// <param name="problem">X.</param>
    /// <param name="scale">α, shape (d).</param>
    /// <param name="temperature">γ.</param>
    /// <param name="integratedLoss">∫L dt; with label noise of size δ up to time t, plus δ²t.</param>
    public static double[] ShrunkScale<T>(SparseRegression<T> problem, ReadOnlySpan<double> scale, double temperature, double integratedLoss)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shrunk = scale.ToArray();
        for (var j = 0; j < shrunk.Length; j++) shrunk[j] *= Math.Exp(-2 * temperature * problem.Curvature[j] * integratedLoss);
        return shrunk;
    }
}
