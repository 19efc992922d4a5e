using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>Rounds drop eigenvectors, the small ones first.</summary>
internal sealed class SparsificationClaim : Claim
{
    public override string Id => "sparsification";

    public override string Statement => "Each round leaves a sparser filter: the ratios between its neighbours grow with every round, where early stopping of gradient descent evens them out.";

    public override string Place => "The theorem on sparsity, the comparison with early stopping, and the right panel of the illustrative example";

    public override ImmutableArray<ClaimParameter> Parameters => SineRuns.Parameters;

    public override SeedCount Seeds => new(300, 100);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SineRuns.Of(context);
        var runs = settings.Run(context);
        var example = new SineExample(settings.Intervals, settings.Sigma, settings.Tolerance);
        var steps = runs.Sum(run => Math.Max(0, run.Rounds - 1));
        var stopped = Stopped(example.Spectrum);
        return new ClaimOutcome(
        [
            Check.Between("share of rounds, over all seeds, whose sparsity index is above that of the round before", runs.Sum(run => Count(run.Sparsity, (now, next) => next > now)) / (double)Math.Max(1, steps), 1, 1, BandSource.Paper),
            Check.AtLeast("sparsity index of the last round over that of the first, mean", Measurement.Mean([.. runs.Where(run => run.Rounds > 0).Select(run => run.Sparsity[^1] / run.Sparsity[0])]), 1, BandSource.Paper),
            Check.Between("early stopping: times at which the sparsity index rises", Count(stopped, (now, next) => next > now), 0, 0, BandSource.ClosedForm),
        ])
        {
            Figures = [new NamedFigure("filter", Picture(context, example, stopped))],
        };
    }

    private static int Count(ImmutableArray<double> values, Func<double, double, bool> holds) => values.Zip(values.Skip(1)).Count(pair => holds(pair.First, pair.Second));

    // From long before the largest eigenvalue is fitted until the smallest one nearly is.
    private static ImmutableArray<double> Stopped(KernelSpectrum spectrum)
    {
        var (from, until) = (0.01 / spectrum.Values[^1], 3 / spectrum.Values[0]);
        return [.. Enumerable.Range(0, 20).Select(i => Sparsity.Index(Sparsity.EarlyStopping(spectrum.Values.AsSpan(), from * Math.Pow(until / from, i / 19.0)).AsSpan()))];
    }

    private static Figure Picture(ClaimContext context, SineExample example, ImmutableArray<double> stopped)
    {
        var distillation = new SelfDistillation(example.Spectrum, example.Targets(context.Seed.Derive("seed", 0)), 1, example.Tolerance);
        var last = distillation.Rounds.Length;
        int[] shown = [.. new[] { 1, 2, 4, last }.Where(round => round <= last).Distinct()];
        return new Figure
        {
            Description = "The diagonal of the filter after some rounds of self-distillation, and the sparsity index along distillation and early stopping",
            Columns = 2,
            Panels =
            [
                new Panel
                {
                    Title = "The filter B after some rounds",
                    X = new Axis("eigenvector, by eigenvalue", IsWhole: true),
                    Y = new Axis("B"),
                    Marks = [.. shown.Select((round, color) => new Line([.. distillation.Rounds[round - 1].Filter.Select((b, k) => (k + 1.0, b))]) { Label = $"round {round}", Color = color })],
                },
                new Panel
                {
                    Title = "Sparsity index",
                    X = new Axis("share of the way (rounds, or ln t)"),
                    Y = new Axis("min B[k + 1]/B[k]", IsLog: true),
                    Marks =
                    [
                        new Line([.. distillation.Rounds.Select((round, t) => (t / Math.Max(1.0, last - 1), Sparsity.Index(round.Filter.AsSpan())))]) { Label = "self-distillation" },
                        new Line([.. stopped.Select((index, i) => (i / 19.0, index))]) { Label = "early stopping", Color = 1 },
                    ],
                },
            ],
        };
    }
}
