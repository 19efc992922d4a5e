using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>Label noise.</summary>
internal sealed class LabelNoiseShrinks : Claim
{
    private static readonly double[] s_sizes = [0, 0.05, 0.1, 0.2, 0.3, 0.5];

    public override string Id => "label-noise";

    public override string Statement => "Noise of ±2δ on the labels, switched off later, shrinks the start by exp(−2γ·diag(XᵀX/n)·δ²t) more and brings SGD closer to the signal.";

    public override string Place => "Section 4, label noise";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ContestSettings.AlphaParameter,
        ClaimParameter.Positive("gamma", "the step size γ", 0.02),
        ClaimParameter.Count("noisy-steps", "the steps with label noise, the first ones", 20_000),
        .. ContestSettings.OfRegression,
    ];

    public override SeedCount Seeds => new(20, 8);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (alpha, gamma, noisy) = (context["alpha"], context["gamma"], context.Count("noisy-steps"));
        var seeds = Sweep.ForEachProblem(context, (problem, seed) =>
        {
            double[] scale = [.. Enumerable.Repeat(alpha, problem.Inputs)];
            var theory = HypentropyMinimum.Of(problem);
            return s_sizes.Select(size =>
            {
                var options = new DiagonalOptions { LearningRate = gamma, LabelNoise = size, NoisySteps = size > 0 ? noisy : 0 };
                var run = Contest.Sgd(problem, scale, options, seed, context.CancellationToken);
                var shrunk = Hypentropy.ShrunkScale(problem, scale, gamma, run.IntegratedLoss + (size * size * gamma * options.NoisySteps));
                var predicted = run.Stop != DiagonalStop.Diverged && theory.Find(shrunk) is { } minimum ? problem.SquaredError(minimum) : double.NaN;
                return (Error: run.SquaredError, Predicted: predicted, Ratio: MeanLog(run.EffectiveScale, alpha) / MeanLog(shrunk, alpha));
            }).ToArray();
        });
        Measurement[] errors = Sweep.Means([.. seeds.Select(runs => runs.Select(run => run.Error).ToArray())]);
        Measurement[] predicted = Sweep.Means([.. seeds.Select(runs => runs.Select(run => run.Predicted).ToArray())]);
        Measurement[] ratios = Sweep.Means([.. seeds.Select(runs => runs.Select(run => run.Ratio).ToArray())]);
        List<Check> checks = [Check.Holds("mean ‖β − β*‖² falls with every larger noise", Sweep.Falls(errors), BandSource.Paper)];
        for (var i = 0; i < s_sizes.Length; i++)
        {
            var name = FormattableString.Invariant($"δ = {s_sizes[i]}");
            if (s_sizes[i] <= 0.3) checks.Add(Check.Near($"{name}: mean ‖β − β*‖²", errors[i], predicted[i].Value, 0.15));
            if (s_sizes[i] >= 0.2) checks.Add(Check.Near($"{name}: mean ln(√(w₊w₋)/α), measured over predicted", ratios[i], 1, 0.03));
        }

        return new ClaimOutcome([.. checks]) { Figures = [new NamedFigure("sweep", Figure(errors, predicted))] };
    }

    private static double MeanLog(IEnumerable<double> scale, double alpha) => scale.Average(a => Math.Log(a / alpha));

    private static Figure Figure(Measurement[] errors, Measurement[] predicted) => new()
    {
        Description = "Mean squared error of SGD with label noise, and of the minimiser of the potential at the predicted effective scale, against the size of the noise.",
        Panels =
        [
            new Panel
            {
                Title = "Label noise for a while, then none",
                X = new Axis("δ"),
                Y = new Axis("‖β − β*‖²", IsLog: true),
                Marks =
                [
                    new Line([.. s_sizes.Zip(predicted, (size, value) => (size, value.Value))]) { Label = "argmin φ at the predicted α_∞", Color = 2 },
                    new Dots([.. Sweep.Points(s_sizes, errors)]) { Label = "SGD", Color = 1 },
                ],
            },
        ],
    };
}
