using Basin.Numerics.Random;

namespace Basin.Training.Theory.TwoPatterns;

/// <summary>The network's weights, and its loss and gradient on all examples at once. Not for two threads at once.</summary>
/// <remarks>
/// As [·]₊ is homogeneous, the second block is α F(b) with three values of F; so a pass costs O(n d m₁ + m₂).
/// Noise on pre-activations, where asked for, is drawn for every example and unit of the first block, and for every side and unit of
/// the second, whose examples then share it in proportion to α.
/// </remarks>
public sealed class BlockNetwork
{
    private readonly FirstBlock _first;
    private readonly SecondBlock _second;
    private float[] _outputs = [];

    /// <summary>Draws the weights.</summary>
    public BlockNetwork(TwoPatternOptions data, BlockNetworkOptions options, RandomSource chance)
    {
        _first = new FirstBlock(options.FirstWidth, data.Dimension);
        _second = new SecondBlock(options.SecondWidth, data.Stretch, data.Radius);
        foreach (var block in Blocks)
        {
            chance.FillGaussianNoise(block.Weights);
            foreach (ref var weight in block.Weights) weight *= (float)options.InitialDeviation;
        }
    }

    /// <summary>W, shape (m₁, d), then V, shape (2, m₂), each with its gradient.</summary>
    public IReadOnlyList<WeightBlock> Blocks => [_first, _second];

    /// <summary>The mean logistic loss ln(1 + e^(−y f)).</summary>
    public double Loss(TwoPatternData data)
    {
        var outputs = Evaluate(data, 0, null);
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++) sum += Softplus(-data.Signs[i] * (double)outputs[i]);
        return sum / outputs.Length;
    }

    /// <summary>The share of examples whose output is above 0 where the label is 1, and not where it is −1.</summary>
    public double Accuracy(TwoPatternData data)
    {
        var outputs = Evaluate(data, 0, null);
        var right = 0;
        for (var i = 0; i < outputs.Length; i++) right += (data.Signs[i] > 0) == (outputs[i] > 0) ? 1 : 0;
        return (double)right / outputs.Length;
    }

    /// <summary>Fills the gradients of the mean loss. Allocates nothing after the first call.</summary>
    /// <param name="data">All of it is used.</param>
    /// <param name="activationNoise">The standard deviation of the noise on pre-activations; 0 for none.</param>
    /// <param name="chance">Where that noise comes from.</param>
    public void ComputeGradient(TwoPatternData data, double activationNoise, RandomSource chance)
    {
        var outputs = Evaluate(data, activationNoise, chance);

        // dL/df, which takes the outputs' place.
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = -data.Signs[i] / ((1 + MathF.Exp(data.Signs[i] * outputs[i])) * outputs.Length);
        _first.Backpropagate(data, outputs);
        _second.Backpropagate(data, outputs);
    }

    private Span<float> Evaluate(TwoPatternData data, double noise, RandomSource? chance)
    {
        if (_outputs.Length != data.Count) _outputs = new float[data.Count];
        Array.Clear(_outputs);
        _first.AddOutputs(data, (float)noise, chance, _outputs);
        _second.AddOutputs(data, (float)noise, chance, _outputs);
        return _outputs;
    }

    private static double Softplus(double x) => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));
}
