using System.Numerics;
using Basin.Models;
using Basin.Numerics.Threading;

namespace Basin.Analysis.SelfTest.Parts;

/// <summary>Any number of threads gives the same bits.</summary>
internal sealed class ThreadPart : SelfTestPart
{
    private const int Threads = 4;

    public override IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken)
    {
        yield return Double(network, $"numbers that differ on {Threads} threads", Changed<double>(network), 0);
        yield return Single(network, $"numbers that differ on {Threads} threads", Changed<float>(network), 0);
    }

    private static int Changed<T>(ReferenceNetwork network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var workers = new Workers(Threads);
        var alone = NetworkNumbers.Of<T>(network, Workers.Serial);
        return alone.Zip(NetworkNumbers.Of<T>(network, workers)).Count(pair => !pair.First.Equals(pair.Second));
    }
}
