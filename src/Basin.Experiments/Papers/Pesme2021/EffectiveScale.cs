using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>α_∞ measured on SGD itself.</summary>
internal sealed class EffectiveScale : Claim
{
    private static readonly double[] s_multiples = [1, 2, 5, 8];

    public override string Id => "effective-scale";

    public override string Statement => "SGD's own √(w₊w₋) shrinks on average as exp(−2γ·diag(XᵀX/n)·∫L) says, the better the smaller γ, and with it φ explains SGD's end.";

    public override string Place => "Theorem 1, carried over from the flow to SGD";

    public override ImmutableArray<ClaimParameter> Parameters =>
        [ContestSettings.AlphaParameter, ClaimParameter.Positive("gamma", "the smallest step size γ; 2, 5 and 8 times it are run too", 0.01), .. ContestSettings.OfRegression];

    public override SeedCount Seeds => new(20, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (alpha, gamma) = (context["alpha"], context["gamma"]);
        double[] gammas = [.. s_multiples.Select(multiple => multiple * gamma)];
        var seeds = Sweep.ForEachProblem(context, (problem, seed) =>
        {
            double[] scale = [.. Enumerable.Repeat(alpha, problem.Inputs)];
            var theory = HypentropyMinimum.Of(problem);
            return gammas.Select(step =>
            {
                var run = Contest.Sgd(problem, scale, new DiagonalOptions { LearningRate = step }, seed, context.CancellationToken);

                // Where a weight changes its sign there is no logarithm to compare.
                if (run.Stop != DiagonalStop.Converged || !run.KeptSigns) return null;
                var shrunk = Hypentropy.ShrunkScale(problem, scale, step, run.IntegratedLoss);
                double Outside(ReadOnlySpan<double> at) => theory.OptimalityResidual(run.Coefficients.AsSpan(), at);
                return new Ends(MeanLog(run.EffectiveScale, alpha) / MeanLog(shrunk, alpha), Outside(scale), Outside(shrunk), Outside(run.EffectiveScale.AsSpan()));
            }).ToArray();
        });
        List<Check> checks = [];
        List<Measurement> ratios = [];
        for (var i = 0; i < gammas.Length; i++)
        {
            Ends[] ends = [.. seeds.Select(seed => seed[i]).OfType<Ends>()];
            if (ends.Length == 0) return new ClaimOutcome([Check.Holds("some seed converged with every weight's sign kept", false, BandSource.Measurement)]);
            var name = FormattableString.Invariant($"γ = {gammas[i]:0.###}");
            ratios.Add(Measurement.Mean([.. ends.Select(end => end.Ratio)]));
            checks.Add(Check.Between($"{name}: mean ln(√(w₊w₋)/α), measured over predicted", ratios[^1], 0.9, 1.25, BandSource.Measurement));
            checks.Add(Check.AtMost($"{name}: part of ∇φ(β) outside the row space, at α_∞ over at α", Measurement.Median([.. ends.Select(end => end.AtShrunk / end.AtStart)]), 0.7, BandSource.Measurement));
            if (i == 0) checks.Add(Check.AtMost($"{name}: part of ∇φ(β) outside the row space, at √(w₊w₋)", Measurement.Mean([.. ends.Select(end => end.AtMeasured)]), 1e-3 * (gamma / 0.01) * (gamma / 0.01), BandSource.Measurement));
        }

        checks.Add(Check.Holds("the prediction is best at the smallest γ", Math.Abs(ratios[0].Value - 1) < Math.Abs(ratios[^1].Value - 1), BandSource.Paper));
        return new ClaimOutcome([.. checks]) { Figures = [new NamedFigure("ratio", Figure(gammas, ratios))] };
    }

    private static double MeanLog(IEnumerable<double> scale, double alpha) => scale.Average(a => Math.Log(a / alpha));

    private static Figure Figure(double[] gammas, List<Measurement> ratios) => new()
    {
        Description = "Mean shrinkage of the effective scale of SGD over the one predicted from the integral of the loss, against the step size.",
        Panels =
        [
            new Panel
            {
                Title = "Mean of ln(√(w₊w₋)/α) over coordinates",
                X = new Axis("γ", Minimum: 0),
                Y = new Axis("measured / predicted", Minimum: 0.8, Maximum: 1.3),
                Marks = [new Rule(1, "theory") { Color = -1 }, new Dots([.. Sweep.Points(gammas, ratios)])],
            },
        ],
    };

    /// <summary>One run.</summary>
    private sealed record Ends(double Ratio, double AtStart, double AtShrunk, double AtMeasured);
}
