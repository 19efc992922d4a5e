using System.Numerics;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Instruments.Steps;

/// <summary>The inner products of a step, chunk by chunk while the chunk is in cache, in one order and in float64.</summary>
internal sealed class StepSums<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ChunkLength = 2048;
    private readonly T[] _difference = new T[ChunkLength];
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
            AddHere(parameters.Slice(first, length), gradient.Slice(first, length), start.Slice(first, length));
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
            var h = gradientBefore.Slice(first, length);
            AddHere(theta, g, start.Slice(first, length));
            var update = Difference(theta, before.Slice(first, length));
            UpdateSquare += Vectors.Dot(update, update);
            SlopeBefore += Vectors.Dot(h, update);
            SlopeAfter += Vectors.Dot(g, update);
            _gradientProduct += Vectors.Dot(g, h);
            _gradientBeforeSquare += Vectors.Dot(h, h);
        }
    }

    private void AddHere(ReadOnlySpan<T> theta, ReadOnlySpan<T> g, ReadOnlySpan<T> start)
    {
        GradientSquare += Vectors.Dot(g, g);
        ParameterSquare += Vectors.Dot(theta, theta);
        var moved = Difference(theta, start);
        DistanceSquare += Vectors.Dot(moved, moved);
    }

    private ReadOnlySpan<T> Difference(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        var difference = _difference.AsSpan(0, x.Length);
        x.CopyTo(difference);
        Vectors.AddScaled(-T.One, y, difference);
        return difference;
    }
}
