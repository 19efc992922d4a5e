using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>At equal training loss the run that began with a large rate knows the first pattern, and the other does not.</summary>
internal sealed class LargeThenSmall(string id, ImmutableArray<ClaimParameter> parameters, string law) : Claim
{
    public override string Id => id;

    public override string Statement => $"Stopped at the same training loss, a run that began with a large learning rate generalises on the noisy pattern, and one with a small rate throughout does not ({law}).";

    public override string Place => "Theorems 3.4 and 3.5";

    public override ImmutableArray<ClaimParameter> Parameters => parameters;

    public override SeedCount Seeds => new(20, 10);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (large, small) = Pairs.Of(context);
        double[] gaps = [.. large.Zip(small, (a, b) => a.End.First - b.End.First)];
        var loss = context["stop-loss"];
        return new ClaimOutcome(
        [
            Check.AtLeast("test accuracy on the first pattern alone, large then small", Mean(large, run => run.End.First), 0.95, BandSource.Measurement),
            Check.AtMost("the same, small throughout", Mean(small, run => run.End.First), 0.60, BandSource.Measurement),
            Check.AtLeast("the gap between them, the least over seeds", gaps.Min(), 0.30, BandSource.Measurement),
            Check.AtLeast("test accuracy on the second pattern alone, small throughout", Mean(small, run => run.End.Second), 0.99, BandSource.Measurement),
            Check.AtLeast("the same, large then small", Mean(large, run => run.End.Second), 0.80, BandSource.Measurement),
            Check.AtMost("training loss at the end, the largest of all runs", large.Concat(small).Max(run => run.End.Loss), loss, BandSource.ClosedForm),
        ])
        {
            Figures = [new NamedFigure("accuracy", PatternFigures.Courses(large[0], small[0]))],
            Note = FormattableString.Invariant($"Steps to the stop, means: {large.Average(run => run.End.Step):F0} large then small, {small.Average(run => run.End.Step):F0} small."),
        };
    }

    private static Measurement Mean(ImmutableArray<PatternRun> runs, Func<PatternRun, double> number) => Measurement.Mean([.. runs.Select(number)]);
}
