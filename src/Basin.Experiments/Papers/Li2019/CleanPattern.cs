using Basin.Numerics.Random;
using Basin.Training.Theory.TwoPatterns;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>What can be said about the clean pattern without training.</summary>
internal static class CleanPattern
{
    /// <summary>The best accuracy of sign(⟨u, x₂⟩ + c) on patterns of one length, over a grid of u and c.</summary>
    /// <remarks>
    /// The positive class lies in the middle between the halves of the negative one, so a map that is right on it is wrong on a half.
    /// A mixture of lengths cannot help, as it holds for each.
    /// </remarks>
    public static double BestLinearAccuracy(double radius)
    {
        var best = 0.0;
        for (var angle = 0; angle < 720; angle++)
        {
            var (sine, cosine) = Math.SinCos(angle * Math.PI / 360);
            for (var bias = -2.0; bias <= 2; bias += 0.01)
            {
                var middle = cosine + bias > 0 ? 0.5 : 0;
                var left = cosine - (radius * sine) + bias > 0 ? 0 : 0.25;
                var right = cosine + (radius * sine) + bias > 0 ? 0 : 0.25;
                best = Math.Max(best, middle + left + right);
            }
        }

        return best;
    }

    /// <summary>The slope of the loss along its gradient by the gradient, over the same by central differences.</summary>
    public static double SlopeRatio(Seed seed)
    {
        const float step = 2e-3f;
        var options = new TwoPatternOptions { Dimension = 20 };
        var data = new TwoPatternData(options, 10, 20, 10, seed.Stream("slope/data"));
        var network = new BlockNetwork(options, new BlockNetworkOptions { SecondWidth = 64 }, seed.Stream("slope/init"));
        network.ComputeGradient(data, 0, seed.Stream("slope/none"));

        // Along the gradient: a slope near zero would compare roundings.
        var slope = 0.0;
        foreach (var block in network.Blocks)
        {
            foreach (var g in block.Gradient) slope += (double)g * g;
        }

        Shift(-step);
        var before = network.Loss(data);
        Shift(2 * step);
        var after = network.Loss(data);
        return slope / ((after - before) / (2 * step));

        void Shift(float distance)
        {
            foreach (var block in network.Blocks)
                for (var i = 0; i < block.Weights.Length; i++) block.Weights[i] += distance * block.Gradient[i];
        }
    }
}
