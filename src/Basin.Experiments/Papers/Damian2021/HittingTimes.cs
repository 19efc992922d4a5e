using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>How fast runs slide along the minima of θ₁θ₂ = 1: as the logarithmic R says, not as the trace does.</summary>
internal sealed class HittingTimes : Claim
{
    private static readonly double[] s_levels = [2, 1, 0.5];
    private static readonly (double First, double Second) s_start = (2, 0.5);

    // Learning rates up to 85 % of the stability limit, and momentum.
    private static readonly HyperbolaOptions[] s_table =
    [
        new() { LearningRate = 0.05, Sigma = 0.2 },
        new() { LearningRate = 0.2, Sigma = 0.05 },
        new() { LearningRate = 0.3, Sigma = 0.05 },
        new() { LearningRate = 0.1, Sigma = 0.05, Momentum = 0.5 },
        new() { LearningRate = 0.05, Sigma = 0.03, Momentum = 0.9 },
    ];

    public override string Id => "hitting-times";

    public override string Statement => "Label noise moves SGD along the minima at the speed of descent on L + λR with the logarithmic R, at any learning rate, batch and momentum; the trace alone gives another speed.";

    public override string Place => "theorem 1, lemma 1, section 5.2";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("eta", "η, the learning rate of the first row", 0.4),
        ClaimParameter.Positive("sigma", "σ of the label noise", 0.03),
        ClaimParameter.Count("batch", "B, draws a step", 1),
        new("momentum", "β of the heavy ball", 0) { Minimum = 0, Maximum = 0.99 },
        ClaimParameter.Count("runs", "runs in the geometric mean", 400),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var first = new HyperbolaOptions { LearningRate = context["eta"], Sigma = context["sigma"], Batch = context.Count("batch"), Momentum = context["momentum"] };
        HyperbolaTheory[] rows = [.. s_table.Prepend(first).Select(options => new HyperbolaTheory(options, 1, options.Sigma * options.Sigma, 1))];
        RequireStable(rows[0]);
        var hits = context.ForEach(rows, row => row.Hits(context.Count("runs"), s_start, s_levels, context.Seed.Derive("row", Array.IndexOf(rows, row)), context.CancellationToken));
        var log = rows.Select(row => Theory(row.LogRate)).ToArray();
        var trace = rows.Select(row => Theory(_ => row.TraceRate)).ToArray();
        var checks = ImmutableArray.CreateBuilder<Check>();
        for (var level = 0; level < s_levels.Length; level++)
            checks.Add(Check.Near($"{Name(first)}: steps until the imbalance D is below {s_levels[level]:g2}, over those of the logarithmic R", hits[0][level] / log[0][level], 1, 0.02));

        // Where R is far from a quarter of the trace, the trace must fail.
        if (trace[0].Zip(log[0]).All(pair => pair.First > 2 * pair.Second))
            checks.Add(Check.AtLeast($"{Name(first)}: steps that the trace alone predicts, over those measured", trace[0].Zip(hits[0], (a, b) => a / b).Min(), 2, BandSource.ClosedForm));
        for (var row = 1; row < rows.Length; row++)
        {
            var ratios = hits[row].Zip(log[row], (a, b) => a / b).ToArray();
            checks.Add(Check.Near($"{Name(rows[row].Options)}: the same, the worst of the three", ratios.MaxBy(ratio => double.IsNaN(ratio) ? double.PositiveInfinity : Math.Abs(ratio - 1)), 1, 0.02));
        }

        return new ClaimOutcome(checks.ToImmutable()) { Figures = [new NamedFigure("decay", Draw(rows[0], hits[0]))] };
    }

    private static double[] Theory(Func<double, double> rate) => [.. s_levels.Select(level => HyperbolaTheory.Steps(HyperbolaTheory.Imbalance(s_start), level, rate))];

    private static string Name(HyperbolaOptions options) =>
        FormattableString.Invariant($"η {options.LearningRate:g2}, σ {options.Sigma:g2}") + (options.Batch > 1 ? $", B {options.Batch}" : "") + (options.Momentum > 0 ? FormattableString.Invariant($", β {options.Momentum:g2}") : "");

    private static void RequireStable(HyperbolaTheory theory)
    {
        var limit = 2 * (1 + theory.Options.Momentum) / theory.Sharpness(HyperbolaTheory.Imbalance(s_start));
        if (theory.Options.LearningRate >= limit)
            throw Models.BadInputException.At("--set eta", FormattableString.Invariant($"{theory.Options.LearningRate}"), FormattableString.Invariant($"below 2(1 + β)/λ₁ = {limit:g4}"), "From the start (2, ½) descent leaves at once past that.");
    }

    private static Figure Draw(HyperbolaTheory theory, double[] hits)
    {
        var start = HyperbolaTheory.Imbalance(s_start);
        double[] levels = [.. Enumerable.Range(0, 41).Select(i => start * Math.Pow(s_levels[^1] / start, i / 40.0))];
        Line Curve(Func<double, double> rate, string label, int color) =>
            new([.. levels.Select(level => (level == start ? 0 : HyperbolaTheory.Steps(start, level, rate), level))]) { Label = label, Color = color };
        return new Figure
        {
            Description = "The imbalance of runs on the hyperbola against steps: measured, by the logarithmic R, and by the trace alone.",
            Panels =
            [
                new Panel
                {
                    Title = $"θ₁θ₂ = 1 with label noise, {Name(theory.Options)}",
                    X = new Axis("step", Minimum: 0),
                    Y = new Axis("geometric mean of |θ₁² − θ₂²|", IsLog: true),
                    Marks =
                    [
                        Curve(_ => theory.TraceRate, "R = ¼ tr ∇²L", 1),
                        Curve(theory.LogRate, "logarithmic R", 0),
                        new Dots([.. hits.Zip(s_levels, (hit, level) => (hit, level, 0.0))]) { Label = "measured", Color = 2 },
                    ],
                },
            ],
        };
    }
}
