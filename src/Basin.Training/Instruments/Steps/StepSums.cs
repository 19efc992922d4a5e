using System.Numerics;

namespace Basin.Training.Instruments.Steps;

/// <summary>The inner products of a step: every number is read once, in one order, and chunks are added in float64.</summary>
internal sealed class StepSums<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A lane adds so few numbers of its own precision that they lose less than a batch tells.
    private const int ChunkLength = 1024;
    private double _gradientProduct, _gradientBeforeSquare;

    public double GradientSquare { get; private set; }

    public double ParameterSquare { get; private set; }

    public double DistanceSquare { get; private set; }

    public double UpdateSquare { get; private set; }

    public double SlopeBefore { get; private set; }

    public double SlopeAfter { get; private set; }

    public double GradientCosine => _gradientProduct / Math.Sqrt(GradientSquare * _gradientBeforeSquare);

    /// <summary>Of a step alone.</summary>
    public void Add(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, ReadOnlySpan<T> start)
    {
        (GradientSquare, ParameterSquare, DistanceSquare) = (0, 0, 0);
        for (var first = 0; first < parameters.Length; first += ChunkLength)
        {
            var length = Math.Min(ChunkLength, parameters.Length - first);
            AddStep(parameters.Slice(first, length), gradient.Slice(first, length), start.Slice(first, length));
        }
    }

    /// <summary>Of a step and of the one before.</summary>
    public void Add(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, ReadOnlySpan<T> start, ReadOnlySpan<T> before, ReadOnlySpan<T> gradientBefore)
    {
        (GradientSquare, ParameterSquare, DistanceSquare) = (0, 0, 0);
        (UpdateSquare, SlopeBefore, SlopeAfter, _gradientProduct, _gradientBeforeSquare) = (0, 0, 0, 0, 0);
        for (var first = 0; first < parameters.Length; first += ChunkLength)
        {
            var length = Math.Min(ChunkLength, parameters.Length - first);
            var theta = parameters.Slice(first, length);
            var g = gradient.Slice(first, length);
            AddStep(theta, g, start.Slice(first, length));
            AddEnds(theta, g, before.Slice(first, length), gradientBefore.Slice(first, length));
        }
    }

    private void AddStep(ReadOnlySpan<T> theta, ReadOnlySpan<T> g, ReadOnlySpan<T> start)
    {
        var (gg, tt, dd) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var i = 0;
        for (; i <= theta.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var (t, v) = (new Vector<T>(theta[i..]), new Vector<T>(g[i..]));
            var moved = t - new Vector<T>(start[i..]);
            (gg, tt, dd) = (gg + (v * v), tt + (t * t), dd + (moved * moved));
        }

        GradientSquare += Sum(gg);
        ParameterSquare += Sum(tt);
        DistanceSquare += Sum(dd);
        for (; i < theta.Length; i++)
        {
            var moved = theta[i] - start[i];
            GradientSquare += double.CreateTruncating(g[i] * g[i]);
            ParameterSquare += double.CreateTruncating(theta[i] * theta[i]);
            DistanceSquare += double.CreateTruncating(moved * moved);
        }
    }

    private void AddEnds(ReadOnlySpan<T> theta, ReadOnlySpan<T> g, ReadOnlySpan<T> before, ReadOnlySpan<T> h)
    {
        var (uu, hu, gu, gh, hh) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var i = 0;
        for (; i <= theta.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var update = new Vector<T>(theta[i..]) - new Vector<T>(before[i..]);
            var (v, w) = (new Vector<T>(g[i..]), new Vector<T>(h[i..]));
            (uu, hu, gu, gh, hh) = (uu + (update * update), hu + (w * update), gu + (v * update), gh + (v * w), hh + (w * w));
        }

        UpdateSquare += Sum(uu);
        SlopeBefore += Sum(hu);
        SlopeAfter += Sum(gu);
        _gradientProduct += Sum(gh);
        _gradientBeforeSquare += Sum(hh);
        for (; i < theta.Length; i++)
        {
            var update = theta[i] - before[i];
            UpdateSquare += double.CreateTruncating(update * update);
            SlopeBefore += double.CreateTruncating(h[i] * update);
            SlopeAfter += double.CreateTruncating(g[i] * update);
            _gradientProduct += double.CreateTruncating(g[i] * h[i]);
            _gradientBeforeSquare += double.CreateTruncating(h[i] * h[i]);
        }
    }

    private static double Sum(Vector<T> lanes) => double.CreateTruncating(Vector.Sum(lanes));
}
