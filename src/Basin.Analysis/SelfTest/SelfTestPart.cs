namespace Basin.Analysis.SelfTest;

/// <summary>One question asked of every reference network.</summary>
internal abstract class SelfTestPart
{
    public abstract IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken);

    /// <summary>The largest difference relative to the largest element of what is expected.</summary>
    public static double Difference(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var (difference, largest) = (0.0, 0.0);
        foreach (var (e, a) in expected.Zip(actual))
        {
            difference = Math.Max(difference, Math.Abs(e - a));
            largest = Math.Max(largest, Math.Abs(e));
        }

        return difference / largest;
    }

    protected static SelfTestResult Double(ReferenceNetwork network, string quantity, double measured, double allowed) =>
        new(network.Name, quantity, "float64", measured, allowed);

    protected static SelfTestResult Single(ReferenceNetwork network, string quantity, double measured, double allowed) =>
        new(network.Name, quantity, "float32", measured, allowed);
}
