using Basin.Analysis.Stability;

namespace Basin.Analysis.Regularization;

/// <summary>
/// The modified loss that the mean path of SGD follows, to the next order in η: L + (¼)·Gradient·‖∇L‖² + (¼)·Noise·(mean over batches of
/// ‖ĝ − ∇L‖²), at the speed η/(1 − β) a step.
/// </summary>
/// <param name="Gradient">In 1/L. η without momentum.</param>
/// <param name="Noise">In 1/L. η without momentum; 0 with replacement.</param>
/// <remarks>
/// Without momentum: Smith, Dherin, Barrett and De, On the origin of implicit regularization in stochastic gradient descent (2021), after Barrett
/// and Dherin (2021). With momentum, derived here: full-batch descent follows the slow root of its recursion, which gives
/// η(1 + β)/(1 − β)² (Ghosh et al., 2023) and, for Nesterov, η(1 − β + 2β²)/(1 − β)². In an epoch of m shuffled batches a batch sees the moves
/// of d steps before it to the part 1 − βᵈ (1 − β^(d+1) for Nesterov, which looks ahead), and no batch sees its own: the noise keeps the mean of
/// that part over all pairs.
/// </remarks>
public readonly record struct ShufflingCoefficients(double Gradient, double Noise)
{
    /// <summary>The coefficients of some settings.</summary>
    /// <param name="rule">Momentum.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="batches">m, the batches of an epoch; infinity is allowed.</param>
    /// <param name="replacement">Whether batches are independent; the mean path then feels no noise to this order.</param>
    public static ShufflingCoefficients Of(MomentumRule rule, double learningRate, double batches, bool replacement)
    {
        var (beta, rest) = (rule.Beta, 1 - rule.Beta);
        var gradient = learningRate * (rule.Nesterov ? rest + (2 * beta * beta) : 1 + beta) / (rest * rest);
        return new ShufflingCoefficients(gradient, replacement || batches <= 1 ? 0 : rule.EffectiveRate(learningRate) * SeenPart(rule, batches));
    }

    // 1 − 2 Σ_d (m − d)βᵈ/(m(m − 1)), with another β for Nesterov.
    private static double SeenPart(MomentumRule rule, double m)
    {
        var (beta, rest) = (rule.Beta, 1 - rule.Beta);
        if (beta == 0 || double.IsInfinity(m)) return 1;
        var sum = beta * ((m - 1) - (m * beta) + Math.Pow(beta, m)) / (rest * rest);
        return 1 - (2 * (rule.Nesterov ? beta : 1) * sum / (m * (m - 1)));
    }
}
