using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.Linearized;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>The threshold against what paths do.</summary>
internal sealed class PredictedDivergence : Claim
{
    private static readonly int[] s_batches = [1, 4];
    private static readonly int[] s_above = [2, 3];
    private static readonly double[] s_factors = [0.95, 1, 1.1, 1.25, 1.5];

    public override string Id => "predicted-divergence";

    public override string Statement => "Paths of SGD stay below the exact critical learning rate and diverge, exponentially, above it.";

    public override string Place => "Section 3, linear stability; escape";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("paths", "paths of each setting", 64),
        ClaimParameter.Count("steps", "the steps of a path; it has diverged when its loss is then above a thousand times its start", 4000),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var cases = LinearizedModel.Table(context.Seed).SelectMany(model => s_batches.Select(batch => (Model: model, Batch: batch))).ToArray();
        var shares = context.ForEach(cases, entry => Shares(context, entry.Model, entry.Batch));
        return new ClaimOutcome(
        [
            Check.AtMost("share of paths that diverged at 0.95 η*, the largest of six settings", Extreme(shares, 0, isLargest: true), 0, BandSource.ClosedForm),
            Check.AtLeast("share of paths that diverged at 1.25 η*, the least of six settings", Extreme(shares, 3, isLargest: false), 1, BandSource.ClosedForm),
            .. cases.SelectMany((entry, i) => s_above.Select(k => Check.Between(
                FormattableString.Invariant($"{entry.Model.Name}, B = {entry.Batch}: share of paths that diverged at {s_factors[k]} η*"), shares[i][k], k == 3 ? 1 : 0, 1, BandSource.ClosedForm))),
        ])
        {
            Figures =
            [
                new NamedFigure("shares", new Figure
                {
                    Description = "Share of paths of SGD that diverged against the learning rate in units of the exact critical one, for three models and two batch sizes.",
                    Columns = 3,
                    Panels = [.. Enumerable.Range(0, cases.Length / 2).Select(model => Panel(cases[2 * model].Model.Name, shares[2 * model], shares[(2 * model) + 1]))],
                }),
            ],
        };
    }

    private static Measurement Extreme(Measurement[][] shares, int factor, bool isLargest) =>
        isLargest ? shares.Select(share => share[factor]).MaxBy(share => share.Value) : shares.Select(share => share[factor]).MinBy(share => share.Value);

    private static Panel Panel(string title, Measurement[] one, Measurement[] four) => new()
    {
        Title = title,
        X = new Axis("η/η*"),
        Y = new Axis("share of paths that diverged", Minimum: 0, Maximum: 1.02),
        Marks = [Along("B = 1", 0, one), Along("B = 4", 1, four)],
    };

    private static Line Along(string label, int color, Measurement[] shares) =>
        new([.. s_factors.Zip(shares, (factor, share) => (factor, share.Value))]) { Label = label, Color = color };

    private static Measurement[] Shares(ClaimContext context, LinearizedModel model, int batch)
    {
        var start = new double[model.Examples];
        context.Seed.Stream("divergence/start").FillGaussian<double>(start);
        var critical = model.CriticalLearningRate(batch, context.Seed, context.CancellationToken);
        return [.. s_factors.Select(factor =>
        {
            var path = new ResidualPath(model.Kernel, batch, factor * critical, context.Seed.Stream($"divergence/{model.Name}/{batch}"));
            return Measurement.Share([.. Enumerable.Range(0, context.Count("paths")).Select(_ =>
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                return path.Diverges(start, context.Count("steps"), 1e3);
            })]);
        })];
    }
}
