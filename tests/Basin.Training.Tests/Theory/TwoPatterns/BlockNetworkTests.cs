using Basin.Numerics.Random;
using Basin.Training.Theory.TwoPatterns;

namespace Basin.Training.Tests.Theory.TwoPatterns;

/// <summary>The fused network against the same written out in float64 on the examples themselves.</summary>
public sealed class BlockNetworkTests
{
    private const int Width = 6;

    private static readonly TwoPatternOptions Options = new() { Dimension = 9, ShortestLength = 0.2 };

    private static TwoPatternData Data { get; } = new(Options, 4, 7, 5, new Seed(1).Stream("data"));

    private static BlockNetwork Network(int second = 37) =>
        new(Options, new BlockNetworkOptions { FirstWidth = Width, SecondWidth = second, InitialDeviation = 0.5 }, new Seed(2).Stream("init"));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    public void Loss_and_gradient_are_those_of_the_written_out_network(int second)
    {
        var network = Network(second);
        network.ComputeGradient(Data, 0, new Seed(0).Stream("none"));
        Assert.Equal(Loss(network, second), network.Loss(Data), 1e-5);
        foreach (var block in network.Blocks)
        {
            for (var i = 0; i < block.Weights.Length; i += 3)
            {
                const float step = 1e-3f;
                var weight = block.Weights[i];
                block.Weights[i] = weight + step;
                var above = Loss(network, second);
                block.Weights[i] = weight - step;
                var below = Loss(network, second);
                block.Weights[i] = weight;

                // Weights are float32, so that the step is known to four digits.
                Assert.Equal((above - below) / (2 * step), block.Gradient[i], 2e-4 + (1e-3 * Math.Abs(block.Gradient[i])));
            }
        }
    }

    [Fact]
    public void Each_example_has_the_patterns_of_its_kind_and_its_margin()
    {
        var margin = 1 / Math.Sqrt(Options.Dimension);
        for (var i = 0; i < Data.Count; i++)
        {
            if (i < Data.WithFirst) Assert.True(Data.Signs[i] * Data.First[i * Options.Dimension] >= margin - 1e-6);
            Assert.Equal(i >= Data.OnlyFirst, Data.Lengths[i] > 0);
            Assert.Equal(i >= Data.OnlyFirst && Data.Signs[i] < 0, Data.Sides[i] != 0);
            Assert.InRange(Data.Lengths[i], 0, 1);
        }
    }

    [Fact]
    public void Noise_on_units_is_fresh_and_has_no_part_in_the_loss()
    {
        var network = Network();
        var chance = new Seed(3).Stream("noise");
        var loss = network.Loss(Data);
        network.ComputeGradient(Data, 2, chance);
        var first = network.Blocks[1].Gradient.ToArray();
        network.ComputeGradient(Data, 2, chance);
        Assert.NotEqual(first, network.Blocks[1].Gradient.ToArray());
        Assert.Equal(loss, network.Loss(Data));
    }

    [Fact]
    public void Decay_and_noise_alone_follow_the_variance_recursion()
    {
        const double rate = 2, decay = 0.05, noise = 0.3;
        var network = new BlockNetwork(new TwoPatternOptions { Dimension = 8000 }, new BlockNetworkOptions { FirstWidth = 1, SecondWidth = 1 }, new Seed(4).Stream("init"));
        var descent = new NoisyDescent(new NoisyDescentOptions { InitialRate = rate, AnnealAt = 100, WeightDecay = decay, ParameterNoise = noise }, new Seed(4).Stream("noise"));
        var expected = 1.0;
        for (var step = 0; step < 5; step++)
        {
            descent.Move(network);
            expected = ((1 - (rate * decay)) * (1 - (rate * decay)) * expected) + (rate * rate * noise * noise);
        }

        var variance = network.Blocks[0].Weights.ToArray().Average(w => (double)w * w);

        // Five standard errors of the variance of 8,000 Gaussians.
        Assert.InRange(variance / expected, 1 - (5 * Math.Sqrt(2.0 / 8000)), 1 + (5 * Math.Sqrt(2.0 / 8000)));
    }

    // Two coordinates of the second pattern are all there is: s α (1, b r).
    private static double Loss(BlockNetwork network, int second)
    {
        Span<float> w = network.Blocks[0].Weights, v = network.Blocks[1].Weights;
        var (d, sum) = (Options.Dimension, 0.0);
        for (var i = 0; i < Data.Count; i++)
        {
            var output = 0.0;
            for (var j = 0; i < Data.WithFirst && j < Width; j++)
            {
                var unit = 0.0;
                for (var k = 0; k < d; k++) unit += (double)w[(j * d) + k] * Data.First[(i * d) + k];
                output += (j % 2 == 0 ? 1 : -1) / Math.Sqrt(Width) * Math.Max(unit, 0);
            }

            for (var j = 0; j < second; j++)
            {
                var unit = Options.Stretch * Data.Lengths[i] * (v[j] + (Data.Sides[i] * Options.Radius * v[(v.Length / 2) + j]));
                output += (j % 2 == 0 ? 1 : -1) / Math.Sqrt(second) * Math.Max(unit, 0);
            }

            sum += Math.Log(1 + Math.Exp(-Data.Signs[i] * output));
        }

        return sum / Data.Count;
    }
}
