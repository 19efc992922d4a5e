using Basin.Numerics.Random;

namespace Basin.Analysis.Noise;

/// <summary>Draws indices, with replacement, in proportion to their weights.</summary>
internal sealed class WeightedDraws
{
    private readonly double[] _upTo;
    private readonly RandomSource _random;

    /// <param name="weights">At least 0, one of them above.</param>
    /// <param name="random">One word a draw.</param>
    public WeightedDraws(ReadOnlySpan<double> weights, RandomSource random)
    {
        _random = random;
        _upTo = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) _upTo[i] = sum += weights[i];
    }

    public int Next()
    {
        var place = _random.NextDouble() * _upTo[^1];

        // The first whose sum is above the place: never one of weight 0.
        int low = 0, high = _upTo.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_upTo[middle] > place) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
