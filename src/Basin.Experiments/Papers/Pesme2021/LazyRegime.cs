using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>The control: no sparsity to gain from a large start.</summary>
internal sealed class LazyRegime : Claim
{
    // A step is stable while γ·2·Σxⱼ²wⱼ² is below about 1: at large starts the step size must shrink as 1/α².
    private const double LazyGamma = 0.004;
    private static readonly double[] s_alphas = [0.03, 0.1, 0.2, 0.35, 1];

    public override string Id => "lazy-regime";

    public override string Statement => "From a large start, in the lazy regime, SGD and gradient descent end equally far from the signal; the gap opens as the start shrinks.";

    public override string Place => "Section 2, limits of φ_α";

    public override ImmutableArray<ClaimParameter> Parameters => ContestSettings.OfRegression;

    public override SeedCount Seeds => new(20, 8);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var seeds = Sweep.ForEachProblem(context, (problem, seed) => s_alphas.Select(alpha =>
        {
            double[] scale = [.. Enumerable.Repeat(alpha, problem.Inputs)];
            var options = new DiagonalOptions { LearningRate = Math.Min(ContestSettings.DefaultGamma, LazyGamma / (alpha * alpha)) };
            return (
                Sgd: Contest.Sgd(problem, scale, options, seed, context.CancellationToken).SquaredError,
                Descent: Contest.Descent(problem, scale, options, context.CancellationToken).SquaredError);
        }).ToArray());
        Measurement[] ratios = Sweep.Means([.. seeds.Select(runs => runs.Select(run => run.Sgd / run.Descent).ToArray())]);
        Measurement[] errors = Sweep.Means([.. seeds.Select(runs => runs.Select(run => run.Descent).ToArray())]);
        return new ClaimOutcome(
        [
            Check.Near("mean ‖β − β*‖² by SGD over that by descent at α = 1", ratios[^1], 1, 0.03, BandSource.Measurement),
            Check.Holds("that ratio falls with every smaller start", Sweep.Rises(ratios), BandSource.Measurement),
            Check.Holds("descent's error falls with every smaller start", Sweep.Rises(errors), BandSource.Paper),
        ])
        {
            Figures =
            [
                new NamedFigure("sweep", new Figure
                {
                    Description = "Mean squared error of SGD over that of gradient descent, against the size of the start.",
                    Panels = [new Panel { Title = "From rich to lazy", X = new Axis("α", IsLog: true), Y = new Axis("squared error, SGD / descent", Minimum: 0, Maximum: 1.1), Marks = [new Rule(1, "no difference") { Color = -1 }, new Dots([.. Sweep.Points(s_alphas, ratios)]) { Color = 1 }] }],
                }),
            ],
        };
    }
}
