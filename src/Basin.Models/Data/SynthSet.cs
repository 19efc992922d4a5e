using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Data;

/// <summary>Points of ten classes, each of two clusters, in an 8-dimensional space bent into 64 dimensions.</summary>
/// <remarks>
/// Class y and cluster s uniform; z = M[y, s] + 0.7·N(0, I₈) with M = 2·N(0, 1); A ∈ ℝ⁸ˣ⁶⁴ ~ N(0, 1)/√8;
/// x = (tanh(zA + 0.3·N(0, I₆₄)) + 1)/2. No single linear cut separates a class, and no file is needed.
/// </remarks>
public static class SynthSet
{
    /// <summary>The number of points of the set called <c>synth</c>.</summary>
    public const int StandardCount = 1797;

    /// <summary>How many of them, the last, are its test part.</summary>
    public const int StandardTestCount = 300;

    private const int Classes = 10;
    private const int Clusters = 2;
    private const int Latent = 8;
    private const int Features = 64;
    private const double LatentNoise = 0.7;
    private const double FeatureNoise = 0.3;

    /// <summary>Makes points; the first ones are the same whatever the count.</summary>
    /// <param name="seed">Chooses centres, map and points.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static DataSet<T> Generate<T>(Seed seed, int count = StandardCount)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var centres = new double[Classes * Clusters * Latent];
        var map = new double[Latent * Features];
        seed.Stream("synth-centres").FillGaussian<double>(centres);
        seed.Stream("synth-map").FillGaussian<double>(map);
        for (var i = 0; i < centres.Length; i++) centres[i] *= 2;
        for (var i = 0; i < map.Length; i++) map[i] /= Math.Sqrt(Latent);

        var points = seed.Stream("synth-points");
        var inputs = new T[count * Features];
        var labels = new T[count];
        var z = new double[Latent];
        for (var i = 0; i < count; i++)
        {
            var label = points.NextInt(Classes);
            var centre = ((label * Clusters) + points.NextInt(Clusters)) * Latent;
            for (var k = 0; k < Latent; k++) z[k] = centres[centre + k] + (LatentNoise * points.NextGaussian());
            for (var j = 0; j < Features; j++)
            {
                var sum = FeatureNoise * points.NextGaussian();
                for (var k = 0; k < Latent; k++) sum += z[k] * map[(k * Features) + j];
                inputs[(i * Features) + j] = T.CreateTruncating((Math.Tanh(sum) + 1) / 2);
            }

            labels[i] = T.CreateTruncating(label);
        }

        return new DataSet<T>("synth", new Shape(Features), inputs, labels, Targets.Classes(Classes), $"made by code: synth, seed {seed.Value}");
    }
}
