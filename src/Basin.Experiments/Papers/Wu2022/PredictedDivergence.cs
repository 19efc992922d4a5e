using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.Linearized;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>The threshold against what paths do.</summary>
internal sealed class PredictedDivergence : Claim
{
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
        var cases = LinearizedModel.Table(context.Seed).SelectMany(model => new[] { 1, 4 }.Select(batch => (Model: model, Batch: batch))).ToArray();
        var shares = context.ForEach(cases, entry => Shares(context, entry.Model, entry.Batch));
        List<Check> checks = [];
        List<Mark> marks = [];
        for (var i = 0; i < cases.Length; i++)
        {
            var name = $"{cases[i].Model.Name}, B = {cases[i].Batch}";
            checks.Add(Check.AtMost($"{name}: share of paths that diverged at 0.95 η*", shares[i][0], 0, BandSource.ClosedForm));
            checks.Add(Check.AtLeast($"{name}: share of paths that diverged at 1.25 η*", shares[i][3], 1, BandSource.ClosedForm));
            marks.Add(new Line([.. s_factors.Zip(shares[i], (factor, share) => (factor, share.Value))]) { Label = name, Color = i });
        }

        return new ClaimOutcome([.. checks])
        {
            Figures =
            [
                new NamedFigure("shares", new Figure
                {
                    Description = "Share of paths of SGD that diverged against the learning rate in units of the exact critical one, for six models and batch sizes.",
                    Panels = [new Panel { Title = "Predicted and measured divergence", X = new Axis("η/η*"), Y = new Axis("share of paths that diverged", Minimum: 0, Maximum: 1.02), Marks = [.. marks] }],
                }),
            ],
        };
    }

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
