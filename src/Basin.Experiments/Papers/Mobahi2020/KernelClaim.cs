using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>Distillation as a remedy for wrong labels, with kernels.</summary>
internal abstract class KernelClaim : Claim
{
    public override string Place => "The experiments (figure 3), with a kernel in place of a network";

    public override ImmutableArray<ClaimParameter> Parameters => KernelRuns.Parameters(Width);

    public override SeedCount Seeds => new(8, 8);

    /// <summary>The data set.</summary>
    protected abstract string Set { get; }

    /// <summary>w of the kernel that suits it.</summary>
    protected abstract double Width { get; }

    /// <summary>What the last round lost since the best.</summary>
    protected abstract Check Fall(KernelRun[] runs);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var runs = new KernelRuns(Set, context.Count("examples"), context["width"], context["noise"], context["epsilon"]).Run(context);
        return new ClaimOutcome(
        [
            Check.AtLeast("test accuracy gained from the first round to the best, least of all seeds", runs.Min(run => run.Rise), 0.08, BandSource.Measurement),
            Fall(runs),
            Check.Between("rounds that match the training labels better than the one before", runs.Sum(run => run.TrainRises), 0, 0, BandSource.Paper),
            Check.AtLeast("rounds until the fit is 0, fewest", runs.Min(run => run.Rounds), 7, BandSource.Measurement),
            Check.AtMost("rounds until the fit is 0, most", runs.Max(run => run.Rounds), 9, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("accuracy", AccuracyFigure.Of([("test", [.. runs.Select(run => run.Test)]), ("training, labels as given", [.. runs.Select(run => run.Train)])]))],
        };
    }
}
