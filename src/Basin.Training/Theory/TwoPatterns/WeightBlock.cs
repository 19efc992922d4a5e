namespace Basin.Training.Theory.TwoPatterns;

/// <summary>Weights with their gradient.</summary>
/// <param name="length">How many.</param>
public abstract class WeightBlock(int length)
{
    private readonly float[] _weights = new float[length];
    private readonly float[] _gradient = new float[length];

    /// <summary>The weights.</summary>
    public Span<float> Weights => _weights;

    /// <summary>The gradient that the last pass left.</summary>
    public Span<float> Gradient => _gradient;
}
