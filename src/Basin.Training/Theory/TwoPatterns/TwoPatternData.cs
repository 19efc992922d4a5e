using Basin.Numerics.Random;

namespace Basin.Training.Theory.TwoPatterns;

/// <summary>Examples with the first pattern only, then with both, then with the second only.</summary>
/// <remarks>
/// w* is the first axis, which costs nothing as the network begins alike in all directions. Second patterns lie in a plane, so that two
/// coordinates of their weights decide everything; a pattern is kept as its length α and its side b in {−1, 0, 1}.
/// </remarks>
public sealed class TwoPatternData
{
    private readonly float[] _first;
    private readonly float[] _signs;
    private readonly float[] _lengths;
    private readonly int[] _sides;

    /// <summary>Draws examples.</summary>
    /// <param name="options">Their law.</param>
    /// <param name="onlyFirst">Examples without the second pattern; at least 0.</param>
    /// <param name="both">Examples with both.</param>
    /// <param name="onlySecond">Examples without the first pattern.</param>
    /// <param name="chance">Decides them.</param>
    public TwoPatternData(TwoPatternOptions options, int onlyFirst, int both, int onlySecond, RandomSource chance)
    {
        OnlyFirst = Require.AtLeast(onlyFirst, 0);
        WithFirst = OnlyFirst + Require.AtLeast(both, 0);
        Count = Require.AtLeast(WithFirst + Require.AtLeast(onlySecond, 0), 1, nameof(onlySecond));
        Options = options;
        _signs = new float[Count];
        _lengths = new float[Count];
        _sides = new int[Count];
        _first = new float[WithFirst * options.Dimension];
        chance.FillSigns<float>(_signs);
        DrawFirst(chance);
        for (var i = OnlyFirst; i < Count; i++)
        {
            _lengths[i] = (float)(options.ShortestLength + ((1 - options.ShortestLength) * chance.NextDouble()));
            _sides[i] = _signs[i] > 0 ? 0 : (2 * chance.NextInt(2)) - 1;
        }
    }

    /// <summary>The law they were drawn from.</summary>
    public TwoPatternOptions Options { get; }

    /// <summary>Examples.</summary>
    public int Count { get; }

    /// <summary>The first so many have no second pattern.</summary>
    public int OnlyFirst { get; }

    /// <summary>The first so many have a first pattern.</summary>
    public int WithFirst { get; }

    /// <summary>First patterns, shape (<see cref="WithFirst"/>, d).</summary>
    public ReadOnlySpan<float> First => _first;

    /// <summary>y, shape (n).</summary>
    public ReadOnlySpan<float> Signs => _signs;

    /// <summary>α, shape (n); 0 where there is no second pattern.</summary>
    public ReadOnlySpan<float> Lengths => _lengths;

    /// <summary>b, shape (n): 0 for y = +1, and −1 or 1 for y = −1.</summary>
    public ReadOnlySpan<int> Sides => _sides;

    private void DrawFirst(RandomSource chance)
    {
        var d = Options.Dimension;
        var deviation = (float)(1 / Math.Sqrt(d));
        chance.FillGaussianNoise<float>(_first);
        for (var i = 0; i < WithFirst; i++)
        {
            var x = _first.AsSpan(i * d, d);
            for (var k = 0; k < d; k++) x[k] *= deviation;

            // Half a Gaussian, moved by the margin γ₀ = 1/√d.
            x[0] = _signs[i] * (Math.Abs(x[0]) + deviation);
        }
    }
}
