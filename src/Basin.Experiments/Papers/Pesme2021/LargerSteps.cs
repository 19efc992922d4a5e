using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>The step size.</summary>
internal sealed class LargerSteps : Claim
{
    private static readonly double[] s_gammas = [0.005, 0.01, 0.02, 0.04, 0.08, 0.12];

    public override string Id => "larger-steps";

    public override string Statement => "SGD's solution improves with the step size up to divergence, as ∫L grows; that of gradient descent hardly depends on it.";

    public override string Place => "Section 4, dependence on γ";

    public override ImmutableArray<ClaimParameter> Parameters => [ContestSettings.AlphaParameter, .. ContestSettings.OfRegression];

    public override SeedCount Seeds => new(20, 12);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var alpha = context["alpha"];
        var all = Sweep.ForEachProblem(context, (problem, seed) =>
        {
            double[] scale = [.. Enumerable.Repeat(alpha, problem.Inputs)];
            return s_gammas.Select(gamma =>
            {
                var options = new DiagonalOptions { LearningRate = gamma };
                return (Sgd: Contest.Sgd(problem, scale, options, seed, context.CancellationToken), Descent: Contest.Descent(problem, scale, options, context.CancellationToken));
            }).ToArray();
        });

        // The same seeds at every step size, or the means would compare different problems.
        var seeds = all.Where(runs => runs.All(run => run.Sgd.Stop == DiagonalStop.Converged && run.Descent.Stop == DiagonalStop.Converged)).ToArray();
        var share = Check.AtLeast("share of seeds that converged at every step size", Measurement.Share([.. all.Select(runs => seeds.Contains(runs))]), 0.6, BandSource.Measurement);
        if (seeds.Length == 0) return new ClaimOutcome([share]);
        Measurement[] Means(Func<(DiagonalRun Sgd, DiagonalRun Descent), double> value) => Sweep.Means([.. seeds.Select(runs => runs.Select(value).ToArray())]);
        Measurement[] sgd = Means(run => run.Sgd.SquaredError), descent = Means(run => run.Descent.SquaredError), integrals = Means(run => run.Sgd.IntegratedLoss);
        return new ClaimOutcome(
        [
            Check.Holds("SGD's mean error falls with every larger step size", Sweep.Falls(sgd), BandSource.Paper),
            Check.AtMost("SGD's mean error at the largest step size over that at the smallest", sgd[^1].Value / sgd[0].Value, 0.5, BandSource.Measurement),
            Check.Near("descent's mean error at the largest step size over that at the smallest", descent[^1].Value / descent[0].Value, 1, 0.10, BandSource.Measurement),
            Check.Holds("∫L rises with every larger step size", Sweep.Rises(integrals), BandSource.Paper),
            share,
        ])
        {
            Figures =
            [
                new NamedFigure("sweep", new Figure
                {
                    Description = "Mean squared error of SGD and of gradient descent, and the integral of SGD's loss, against the step size.",
                    Columns = 2,
                    Panels =
                    [
                        new Panel
                        {
                            Title = "Distance to the signal",
                            X = new Axis("γ", IsLog: true),
                            Y = new Axis("‖β − β*‖²", Minimum: 0),
                            Marks = [new Dots([.. Sweep.Points(s_gammas, descent)]) { Label = "gradient descent", Color = 0 }, new Dots([.. Sweep.Points(s_gammas, sgd)]) { Label = "SGD", Color = 1 }],
                        },
                        new Panel { Title = "Integral of SGD's loss", X = new Axis("γ", IsLog: true), Y = new Axis("∫L", Minimum: 0), Marks = [new Dots([.. Sweep.Points(s_gammas, integrals)]) { Color = 1 }] },
                    ],
                }),
            ],
        };
    }
}
