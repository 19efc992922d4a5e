using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Data;

/// <summary>Grey images of drawn shapes that differ in place, size, angle, brightness and noise.</summary>
public static class ShapesSet
{
    /// <summary>Training images of the set called <c>shapes</c>.</summary>
    public const int StandardTrainCount = 2000;

    /// <summary>Its test images.</summary>
    public const int StandardTestCount = 500;

    private const int Side = 16;
    private const double Noise = 0.1;

    /// <summary>The classes, in the order of their indices.</summary>
    public static ImmutableArray<string> ClassNames { get; } = [.. DrawnShape.All.Select(shape => shape.Name)];

    /// <summary>Makes images in [0, 1]; each rests on its own stream, so image i is the same whatever the count.</summary>
    /// <param name="seed">Chooses the images.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static DataSet<T> Generate<T>(Seed seed, int count = StandardTrainCount + StandardTestCount)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var inputs = new T[count * Side * Side];
        var labels = new T[count];
        for (var i = 0; i < count; i++)
        {
            var chance = seed.Stream("shapes", i);
            var label = chance.NextInt(DrawnShape.All.Length);
            Draw(DrawnShape.All[label], chance, inputs.AsSpan(i * Side * Side, Side * Side));
            labels[i] = T.CreateTruncating(label);
        }

        return new DataSet<T>("shapes", new Shape(Side, Side, 1), inputs, labels, Targets.Classes(DrawnShape.All.Length), $"made by code: shapes, seed {seed.Value}", classNames: ClassNames);
    }

    private static void Draw<T>(DrawnShape shape, RandomSource chance, Span<T> image)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double Between(double low, double high) => low + ((high - low) * chance.NextDouble());
        var radius = Between(4, 6);
        var middle = (Side - 1) / 2.0;
        var (x0, y0) = (middle + Between(-1.5, 1.5), middle + Between(-1.5, 1.5));
        var (sine, cosine) = Math.SinCos(Between(-0.35, 0.35));
        var background = Between(0.05, 0.35);
        var contrast = Between(0.4, 0.6);
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var (x, y) = (column - x0, row - y0);
                var distance = shape.Distance(((cosine * x) + (sine * y)) / radius, ((cosine * y) - (sine * x)) / radius) * radius;
                // Half a pixel on either side of the edge is blended.
                var cover = Math.Clamp(0.5 - distance, 0, 1);
                var value = background + (contrast * cover) + (Noise * chance.NextGaussian());
                image[(row * Side) + column] = T.CreateTruncating(Math.Clamp(value, 0, 1));
            }
        }
    }
}
