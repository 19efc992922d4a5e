using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;

namespace Basin.Analysis.Regularization;

/// <summary>R, the regulariser of SGD with label noise, as a function of one eigenvalue of the Hessian: R(θ) = Σ R(hᵢ).</summary>
/// <remarks>
/// Source: Damian, Ma and Lee, Label noise SGD provably prefers flat global minimizers (2021). Noise of covariance (ησ²/B)·η·H leaves along an
/// eigenvector the variance S(h) = η²(σ²/B)·h·response(ηh), which drives the point down the gradient of λR with λR′(h) = ½S(h). For the heavy ball
/// that is R(h) = −((1 + β)/(2η))·log(1 − ηh/(2(1 + β))). For Nesterov, derived here in the same way by partial fractions, the noise felt is that at
/// the point ahead.
/// </remarks>
/// <param name="Rule">Momentum.</param>
/// <param name="LearningRate">η.</param>
public readonly record struct LabelNoiseRegularizer(MomentumRule Rule, double LearningRate)
{
    /// <summary>The sharpness at which R becomes infinite: that at which full-batch descent becomes unstable.</summary>
    public double Limit => Rule.FullBatchLimit(LearningRate);

    /// <summary>R(h), about h/4 where ηh is small; infinite at and above <see cref="Limit"/>.</summary>
    /// <param name="eigenvalue">h; negative ones are allowed.</param>
    public double At(double eigenvalue)
    {
        var (beta, part) = (Rule.Beta, eigenvalue / Limit);
        if (part >= 1) return double.PositiveInfinity;

        var wall = -Logarithms.OnePlus(-part);
        if (!Rule.Nesterov) return (1 + beta) / (2 * LearningRate) * wall;

        // No minimum has directions of negative curvature; what rounding and a point nearby leave of them counts to first order.
        if (eigenvalue < 0) return eigenvalue / 4;
        var echo = Logarithms.OnePlus(beta * LearningRate * eigenvalue / (1 - beta));
        return (1 - beta) / (2 * LearningRate) * (wall + (2 * beta * beta / (1 + (3 * beta)) * (echo + wall)));
    }
}
