using Basin.Numerics.Random;

namespace Basin.Training.Flows;

/// <summary>Follows a stochastic flow of positive numbers by Euler's steps of their logarithms, so that they stay positive however large the step.</summary>
/// <remarks>
/// x ← x·exp((μ − ½Σₖ Sₖ²)h + √h·S·z): exact where μ and S are constant, of weak order 1 elsewhere. Source: Itô's formula for log x, and
/// Kloeden and Platen, Numerical Solution of Stochastic Differential Equations (1992), 10.2. Allocates at construction only.
/// </remarks>
/// <param name="diffusion">What is followed.</param>
public sealed class LogEuler(PositiveDiffusion diffusion)
{
    private readonly double[] _noise = new double[diffusion.Noises];
    private readonly double[] _rate = new double[diffusion.Dimension], _shake = new double[diffusion.Dimension], _variance = new double[diffusion.Dimension];

    /// <summary>Takes steps.</summary>
    /// <param name="point">x, all above 0; overwritten.</param>
    /// <param name="step">h; finite, above 0.</param>
    /// <param name="steps">How many, at least 0.</param>
    /// <param name="chance">Spent on one Gaussian a step and Brownian motion.</param>
    /// <param name="cancellationToken">Checked at each step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the point is not above 0.</exception>
    public void Run(Span<double> point, double step, long steps, RandomSource chance, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(point.Length, diffusion.Dimension);
        Require.Positive(step, nameof(step));
        foreach (var x in point) Require.Positive(x, nameof(point));
        var root = Math.Sqrt(step);
        for (var s = 0L; s < steps; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            chance.FillGaussian<double>(_noise);
            diffusion.Evaluate(point, _noise, _rate, _shake, _variance);
            for (var i = 0; i < point.Length; i++)
                point[i] *= Math.Exp(((_rate[i] - (_variance[i] / 2)) * step) + (root * _shake[i]));
        }
    }
}
