using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Analysis.SelfTest;

/// <summary>The same numbers with vectors of another width. A process has one width, so another process must compute the others.</summary>
public static class SimdAgreement
{
    private const double AllowedDouble = 1e-12;
    private const double AllowedSingle = 1e-5;

    private static ImmutableArray<ReferenceNetwork> Networks => [.. ReferenceNetwork.All, ReferenceNetwork.Large];

    /// <summary>The numbers of this process: for every network a row in float64, then one in float32.</summary>
    public static double[][] Numbers() =>
        [.. Networks.SelectMany(network => new[] { NetworkNumbers.Of<double>(network, Workers.Serial), NetworkNumbers.Of<float>(network, Workers.Serial) })];

    /// <summary>Compares the numbers of two processes.</summary>
    /// <param name="bits">The width of the other's vectors.</param>
    /// <param name="own">The numbers of this one.</param>
    /// <param name="others">Those of the other; rows that are missing fail.</param>
    public static ImmutableArray<SelfTestResult> Compare(int bits, double[][] own, double[][] others) =>
        [.. own.Select((row, i) => new SelfTestResult(
            Networks[i / 2].Name,
            $"vectors of {bits} bits",
            i % 2 == 0 ? "float64" : "float32",
            i < others.Length && others[i].Length == row.Length ? SelfTestPart.Difference(row, others[i]) : double.NaN,
            i % 2 == 0 ? AllowedDouble : AllowedSingle))];
}
