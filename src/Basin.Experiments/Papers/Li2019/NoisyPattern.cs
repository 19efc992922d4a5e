namespace Basin.Experiments.Papers.Li2019;

/// <summary>How well the noisy pattern can be learned.</summary>
internal static class NoisyPattern
{
    // Of the half Gaussian.
    private const int Nodes = 4000;
    private const double Far = 8;

    /// <summary>The accuracy of the mean of y x₁ over some examples, as d grows.</summary>
    /// <remarks>
    /// The mean of y x₁ is (γ₀ + E|z₁|)w* = (1 + √(2/π))/√d · w*, and its error has the length 1/√n, so that it is off by an angle of
    /// tangent √(d/n)/(1 + √(2/π)); an example is misread when g > (1 + |h|)/tangent for Gaussians g and h.
    /// </remarks>
    public static double Accuracy(int dimension, int examples)
    {
        var tangent = Math.Sqrt((double)dimension / examples) / (1 + Math.Sqrt(2 / Math.PI));
        var (error, width) = (0.0, Far / Nodes);
        for (var i = 0; i < Nodes; i++)
        {
            var h = (i + 0.5) * width;
            error += width * Math.Sqrt(2 / Math.PI) * Math.Exp(-0.5 * h * h) * UpperTail((1 + h) / tangent);
        }

        return 1 - error;
    }

    private static double UpperTail(double x)
    {
        var (sum, width) = (0.0, Far / Nodes);
        for (var i = 0; i < Nodes / 10; i++)
        {
            var t = x + ((i + 0.5) * 10 * width);
            sum += 10 * width * Math.Exp(-0.5 * t * t);
        }

        return sum / Math.Sqrt(2 * Math.PI);
    }
}
