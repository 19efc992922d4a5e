using Basin.Numerics.Random;

namespace Basin.Testing.LinearAlgebra;

/// <summary>Spectra on which eigenvalue methods go wrong, each with a name for the table of a theory.</summary>
public static class Spectra
{
    public static IReadOnlyDictionary<string, double[]> Small { get; } = new Dictionary<string, double[]>(StringComparer.Ordinal)
    {
        ["one number"] = [-3],
        ["two numbers"] = [1, -1],
        ["zero"] = new double[12],
        ["identity"] = Repeat(2, 25),
        ["indefinite"] = [.. Enumerable.Range(0, 40).Select(i => Math.Sin(i + 0.5) * (1 + i))],
        ["negative"] = [.. Enumerable.Range(0, 30).Select(i => -1.0 - i)],
        ["rank 3"] = [7, 5, -4, .. Repeat(0, 57)],
        ["multiple"] = [5, 5, 5, 4, 4, .. Repeat(1, 60)],
        ["multiple at both ends"] = [3, 3, 2, .. Enumerable.Range(0, 50).Select(i => i / 50.0), -2, -3, -3, -3],
        ["clustered"] = [.. Enumerable.Range(0, 10).Select(i => 1 + (i * 1e-7)), .. Enumerable.Range(0, 40).Select(i => i / 100.0)],
        ["graded"] = [.. Enumerable.Range(0, 30).Select(i => Math.Pow(10, -i / 3.0))],
        ["huge"] = [.. Enumerable.Range(0, 30).Select(i => 1e30 * (i - 9))],
        ["tiny"] = [.. Enumerable.Range(0, 30).Select(i => 1e-25 * (i - 9))],
    };

    /// <summary>Like a trained network: a few outliers, a bulk that decays towards zero, a small negative tail.</summary>
    public static double[] Network(int dimension, RandomSource random)
    {
        var spectrum = new double[dimension];
        for (var i = 0; i < dimension; i++) spectrum[i] = 0.8 * Math.Pow(1 + (i / 20.0), -1.2) * (random.NextDouble() < 0.3 ? -0.3 : 1);
        for (var i = 0; i < 10; i++) spectrum[i] = 10 * Math.Pow(0.78, i);
        return spectrum;
    }

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];
}
