
namespace Basin.Testing.Networks;

/// <summary>Takes parameters off θ in order, as the naive networks need them.</summary>
public sealed class ParameterReader(HyperDual[] theta)
{
    private int _next;

    public HyperDual[] Take(int count)
    {
        var part = theta[_next..(_next + count)];
        _next += count;
        return part;
    }

    /// <summary>The outputs of a dense layer whose parameters are next.</summary>
    public HyperDual[] Dense(HyperDual[] x, int inputs, int outputs)
    {
        var (weight, bias) = (Take(inputs * outputs), Take(outputs));
        return Naive.Dense(x, weight, bias, x.Length / inputs);
    }
}
