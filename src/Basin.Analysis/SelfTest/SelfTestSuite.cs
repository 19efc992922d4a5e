using System.Collections.Immutable;
using Basin.Analysis.SelfTest.Parts;

namespace Basin.Analysis.SelfTest;

/// <summary>Every kind of number that Basin reports, computed on this machine by other means and compared.</summary>
public static class SelfTestSuite
{
    private static readonly ImmutableArray<SelfTestPart> _exact = [new DerivativePart(), new NoisePart(), new SpectrumPart(), new RoundingPart()];
    private static readonly ImmutableArray<SelfTestPart> _all = [.. _exact, new EstimatorPart(), new HealthPart()];

    /// <summary>Runs the suite on every reference network: some seconds.</summary>
    /// <param name="progress">Told the network and the part that begins, as a share of all.</param>
    /// <param name="cancellationToken">Checked often.</param>
    public static ImmutableArray<SelfTestResult> Run(IProgress<SelfTestProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var results = ImmutableArray.CreateBuilder<SelfTestResult>();
        var networks = ReferenceNetwork.All;
        for (var i = 0; i < networks.Length; i++)
        {
            progress?.Report(new SelfTestProgress(networks[i].Name, i, networks.Length));
            foreach (var part in _all) results.AddRange(part.Run(networks[i], cancellationToken));
        }

        results.AddRange(new ThreadPart().Run(ReferenceNetwork.Large, cancellationToken));
        results.AddRange(new RoundingPart().Run(ReferenceNetwork.Large, cancellationToken));
        return results.ToImmutable();
    }

    /// <summary>The part of the suite that compares numbers without sampling error, on one network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancellationToken">Checked often.</param>
    public static ImmutableArray<SelfTestResult> Exact(ReferenceNetwork network, CancellationToken cancellationToken = default) =>
        [.. _exact.SelectMany(part => part.Run(network, cancellationToken))];
}
