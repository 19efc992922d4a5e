namespace Basin.Training.Flows;

/// <summary>A stochastic flow of positive numbers by their rates: dxᵢ = xᵢ·(μᵢ(x) dt + Σₖ Sᵢₖ(x) dWₖ), in the sense of Itô.</summary>
/// <param name="dimension">Numbers, at least 1.</param>
/// <param name="noises">Independent Brownian motions, at least 1.</param>
public abstract class PositiveDiffusion(int dimension, int noises)
{
    /// <summary>Numbers.</summary>
    public int Dimension { get; } = Require.AtLeast(dimension, 1, nameof(dimension));

    /// <summary>Brownian motions.</summary>
    public int Noises { get; } = Require.AtLeast(noises, 1, nameof(noises));

    /// <summary>What a step needs at a point.</summary>
    /// <param name="point">x, all above 0.</param>
    /// <param name="noise">z, one number a Brownian motion.</param>
    /// <param name="rate">μ(x); overwritten.</param>
    /// <param name="shake">S(x)·z; overwritten.</param>
    /// <param name="variance">Σₖ Sᵢₖ(x)²; overwritten.</param>
    public abstract void Evaluate(ReadOnlySpan<double> point, ReadOnlySpan<double> noise, Span<double> rate, Span<double> shake, Span<double> variance);
}
