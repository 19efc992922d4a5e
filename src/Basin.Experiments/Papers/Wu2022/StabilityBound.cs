using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;
using Basin.Experiments.Figures;
using Basin.Training.Theory.Linearized;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>The theorem.</summary>
internal sealed class StabilityBound : Claim
{
    private const int SettlingSteps = 300;
    private static readonly int[] s_batches = [1, 4, 16];

    public override string Id => "stability-bound";

    public override string Statement => "A minimum where noise aligns with curvature by μ is stable only if ‖H‖_F ≤ √(B/μ)/η; above that E[L] grows by at least η²μ‖H‖²_F/B every step.";

    public override string Place => "Theorem 3.3 and its proof";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        new("excess", "the learning rate over the bound at which the growth is followed", 1.3) { Minimum = 1 },
        ClaimParameter.Count("steps", "the steps for which it is followed", 30),
    ];

    public override SeedCount Seeds => new(5, 2);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var rows = context.ForEachSeed((_, seed) => LinearizedModel.Table(seed).Select(model => s_batches.Select(batch => Row.Of(model, batch, seed, context)).ToArray()).ToArray());
        Row[] all = [.. rows.SelectMany(seed => seed).SelectMany(model => model)];
        return new ClaimOutcome(
        [
            Check.AtMost("largest η* over the bound √(B/μ)/‖H‖_F", all.Max(row => row.Critical / row.Wu), 1, BandSource.Paper),
            Check.AtLeast("least E[L⁺]/E[L] over η²μ‖H‖²_F/B along the exact recursion above the bound", all.Min(row => row.LeastGrowth), 1, BandSource.Paper),
            Check.AtMost("largest η* over the trace bound", all.Max(row => row.Critical / row.Trace), 1 + 1e-9, BandSource.ClosedForm),
            Check.AtMost("largest η* over 2/λ₁, the limit of gradient descent", all.Max(row => row.Critical / row.Descent), 1, BandSource.ClosedForm),
            Check.Holds("η* does not fall with the batch size", rows.All(seed => seed.All(model => model.Zip(model.Skip(1), (small, large) => large.Critical >= small.Critical).All(x => x))), BandSource.ClosedForm),
            Check.Between("bound over η*, mean", Measurement.Mean([.. all.Where(row => row.Batch <= 4).Select(row => row.Wu / row.Critical)]), 1.2, 2.5, BandSource.Measurement),
        ])
        {
            Note = "μ is taken in the state in which E[L] grows by a constant factor at η*.",
            Figures =
            [
                new NamedFigure("thresholds", new Figure
                {
                    Description = "Critical learning rates of one draw of linear regression against the batch size: exact, and the bounds.",
                    Panels = [Panel(rows[0][0], "Linear regression"), Panel(rows[0][1], "200 random features")],
                    Columns = 2,
                }),
            ],
        };
    }

    private static Panel Panel(Row[] rows, string title) => new()
    {
        Title = title,
        X = new Axis("B", IsLog: true),
        Y = new Axis("learning rate", IsLog: true),
        Marks =
        [
            new Rule(rows[0].Descent, "2/λ₁") { Color = -1 },
            new Line([.. rows.Select(row => ((double)row.Batch, row.Wu))]) { Label = "√(B/μ)/‖H‖_F", Color = 1 },
            new Line([.. rows.Select(row => ((double)row.Batch, row.Trace))]) { Label = "trace bound", Color = 2 },
            new Line([.. rows.Select(row => ((double)row.Batch, row.Critical))]) { Label = "exact η*", Color = 0 },
        ],
    };

    /// <summary>A line of the table.</summary>
    private sealed record Row(int Batch, double Critical, double Trace, double Wu, double Descent, double LeastGrowth)
    {
        public static Row Of(LinearizedModel model, int batch, Numerics.Random.Seed seed, ClaimContext context)
        {
            var (q, critical) = (1.0 / batch, model.CriticalLearningRate(batch, seed, context.CancellationToken));
            var state = new ResidualMoments(model.Kernel, model.Examples);
            state.Settle(critical, q, SettlingSteps);
            using var curvature = model.Curvature();
            var moments = curvature.Moments() with { AlignmentFloor = null, Alignment = new Estimate(state.Alignment, 0, 0) };
            var bounds = StabilityBounds.Of(moments, model.Draw(batch), MomentumRule.None).ToDictionary(bound => bound.Kind, bound => bound.LearningRate.Value);
            var wu = bounds[StabilityBoundKind.Alignment];
            return new Row(batch, critical, bounds[StabilityBoundKind.Trace], wu, bounds[StabilityBoundKind.FullBatch], LeastGrowthAt(context["excess"] * wu, model, q, context.Count("steps")));
        }

        private static double LeastGrowthAt(double rate, LinearizedModel model, double q, int steps)
        {
            var state = new ResidualMoments(model.Kernel, model.Examples);
            state.StartIsotropic();
            var least = double.PositiveInfinity;
            for (var step = 0; step < steps; step++)
            {
                var guaranteed = rate * rate * state.Alignment * state.FrobeniusNorm * state.FrobeniusNorm * q;
                least = Math.Min(least, state.Settle(rate, q, 1) / guaranteed);
            }

            return least;
        }
    }
}
