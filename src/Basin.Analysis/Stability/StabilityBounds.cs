using System.Collections.Immutable;
using Basin.Analysis.Estimators;

namespace Basin.Analysis.Stability;

/// <summary>Bounds on the learning rate up to which SGD is stable in mean square, from a few numbers.</summary>
/// <remarks>
/// SGD is stable at η exactly when q·(1/n) Σ Hᵢ⊗Hᵢ ≼ W(η) on symmetric matrices, where, in the eigenvectors of G,
/// W_ab = 1/(η²·response_ab) + q·λₐλ_b; for the heavy ball
/// W_ab = (1 − β)(λₐ + λ_b)/η − ((1 − β)/(1 + β) − q)·λₐλ_b + β(λₐ − λ_b)²/(1 − β²).
/// <para>
/// Necessary: any one matrix X must satisfy ⟨X, q·(1/n) Σ HᵢXHᵢ⟩ ≤ ⟨X, W∘X⟩. X = v₁v₁ᵀ and X = I give the two of Mulayoff and Michaeli,
/// η ≤ 2(1 + β)x/(x₂ + κq·y) with x the trace, x₂ the squared norm and y the spread of the examples as X sees them, and κ = (1 + β)/(1 − β).
/// For Nesterov, x₂ has the factor 1 + 2β and κ falls with η: see <see cref="NoiseGain"/>.
/// </para>
/// <para>
/// Sufficient, without Nesterov: commuting positive matrices have λμ ≤ max·½(λ + μ), so Hᵢ⊗Hᵢ ≼ ‖Hᵢ‖·½(Hᵢ⊗I + I⊗Hᵢ), and on average
/// (1/n) Σ Hᵢ⊗Hᵢ ≼ maxᵢ‖Hᵢ‖·½(G⊗I + I⊗G). In W the last term is at least 0 and λₐλ_b ≤ λ₁·½(λₐ + λ_b). What remains is
/// η ≥ 2(1 − β)/(max(0, (1 − β)/(1 + β) − q)·λ₁ + q·maxᵢ‖Hᵢ‖).
/// </para>
/// </remarks>
public static class StabilityBounds
{
    /// <summary>Every bound that the numbers allow.</summary>
    /// <param name="moments">The numbers; their errors are carried over by their slopes and added, as if they all erred the wrong way.</param>
    /// <param name="draw">How batches are drawn.</param>
    /// <param name="rule">Momentum.</param>
    public static ImmutableArray<StabilityBound> Of(CurvatureMoments moments, BatchDraw draw, MomentumRule rule)
    {
        var (q, largest) = (draw.NoiseFactor, moments.Largest);
        var bounds = ImmutableArray.CreateBuilder<StabilityBound>();
        Add(StabilityBoundKind.FullBatch, true, x => rule.FullBatchLimit(x[0]), largest);
        if (moments.TopSpread is { } spread)
            Add(StabilityBoundKind.TopDirection, true, x => Necessary(rule, x[0], x[0], x[0] * x[0], q * x[1]), largest, spread);
        if (moments is { Trace: { } trace, FrobeniusNorm: { } norm, ExampleSquares: { } squares })
        {
            Add(
                StabilityBoundKind.Trace, true,
                x => Necessary(rule, x[0], x[1], x[2] * x[2], q * Math.Max(0, x[3] - (x[2] * x[2]))), largest, trace, norm, squares);
        }

        if (rule.IsPlain && q > 0 && moments.FrobeniusNorm is { } frobenius)
        {
            if (moments.AlignmentFloor is { } floor)
                Add(StabilityBoundKind.Alignment, true, x => Math.Sqrt(1 / (q * floor)) / x[0], frobenius);
            else if (moments.Alignment is { Value: > 0 } alignment)
                Add(StabilityBoundKind.Alignment, false, x => Math.Sqrt(1 / (q * x[1])) / x[0], frobenius, alignment);
        }

        if (!rule.Nesterov && moments.LargestExample is { } example)
        {
            var rest = Math.Max(0, ((1 - rule.Beta) / (1 + rule.Beta)) - q);
            Add(StabilityBoundKind.LargestExample, true, x => 2 * (1 - rule.Beta) / ((rest * x[0]) + (q * example)), largest);
        }

        return bounds.ToImmutable();

        void Add(StabilityBoundKind kind, bool proven, Func<double[], double> bound, params Estimate[] inputs) =>
            bounds.Add(new StabilityBound(kind, Carry(bound, inputs), proven));
    }

    /// <summary>How much more a kick of noise matters, relative to the curvature, than without momentum.</summary>
    /// <param name="rule">Momentum.</param>
    /// <param name="a">η·λ; only Nesterov's depends on it, and falls with it.</param>
    internal static double NoiseGain(MomentumRule rule, double a)
    {
        var beta = rule.Beta;
        if (!rule.Nesterov) return (1 + beta) / (1 - beta);
        var memory = beta * (1 - a);
        return ((1 + beta) * (1 + beta)) + (beta * beta * (1 + memory) / (1 - memory));
    }

    // The η at which η·(x₂·(1 + 2β if Nesterov) + κ(ηλ₁)·y) reaches 2(1 + β)x; κ at λ₁ is the smallest of all directions.
    private static double Necessary(MomentumRule rule, double largest, double x, double square, double noise)
    {
        var (reach, curvature) = (2 * (1 + rule.Beta) * x, square * (rule.Nesterov ? 1 + (2 * rule.Beta) : 1));
        if (!rule.Nesterov) return reach / (curvature + (NoiseGain(rule, 0) * noise));
        var (low, high) = (0.0, Math.Min(reach / curvature, rule.FullBatchLimit(largest)));
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (low + high) / 2;
            if (middle * (curvature + (NoiseGain(rule, middle * largest) * noise)) < reach) low = middle;
            else high = middle;
        }

        return high;
    }

    private static Estimate Carry(Func<double[], double> bound, Estimate[] inputs)
    {
        double[] values = [.. inputs.Select(input => input.Value)];
        var error = 0.0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var (value, slack) = (values[i], inputs[i].StandardError);
            if (slack == 0) continue;
            values[i] = value + slack;
            var above = bound(values);
            values[i] = Math.Max(value - slack, 1e-3 * value);
            error += Math.Abs(above - bound(values)) / 2;
            values[i] = value;
        }

        return new Estimate(bound(values), error, inputs.Max(input => input.Products));
    }
}
