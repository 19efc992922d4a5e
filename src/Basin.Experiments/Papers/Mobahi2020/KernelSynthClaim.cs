namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>The same on data made by code, for machines without data.</summary>
internal sealed class KernelSynthClaim : KernelClaim
{
    public override string Id => "kernel-synth";

    public override string Statement => "The same on classes made by code: test accuracy rises and then falls, training accuracy only falls.";

    protected override string Set => "synth";

    protected override double Width => 1.5;

    protected override Check Fall(KernelRun[] runs) =>
        Check.AtLeast("test accuracy lost from the best round to the last, mean", Measurement.Mean([.. runs.Select(run => run.Fall)]), 0.05, BandSource.Measurement);
}
