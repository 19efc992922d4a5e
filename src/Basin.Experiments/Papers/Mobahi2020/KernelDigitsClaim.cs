namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>On handwritten digits.</summary>
internal sealed class KernelDigitsClaim : KernelClaim
{
    public override string Id => "kernel-digits";

    public override string Statement => "Trained on digits of which 40 % have random labels, a kernel classifier's test accuracy rises over rounds of self-distillation and then falls, while it matches the given labels less and less.";

    public override string Data => "digits";

    protected override string Set => "digits";

    protected override double Width => 1.2;

    protected override Check Fall(KernelRun[] runs) =>
        Check.AtLeast("test accuracy lost from the best round to the last, least of all seeds", runs.Min(run => run.Fall), 0.05, BandSource.Measurement);
}
