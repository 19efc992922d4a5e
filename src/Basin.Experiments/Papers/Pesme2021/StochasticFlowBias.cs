using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>Where stochastic gradient flow ends.</summary>
internal sealed class StochasticFlowBias : Claim
{
    public override string Id => "stochastic-flow-bias";

    public override string Statement => "Stochastic gradient flow ends at the interpolator of least φ at α_∞ = α⊙exp(−2γ·diag(XᵀX/n)·∫L).";

    public override string Place => "Theorem 1 and Proposition 1";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ContestSettings.AlphaParameter, ContestSettings.GammaParameter,
        ClaimParameter.Positive("step", "the length of a step of the flow over γ; a quarter of it is run too", 1), .. ContestSettings.OfRegression,
    ];

    public override SeedCount Seeds => new(20, 8);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (settings, step) = (ContestSettings.From(context), context["step"]);
        var seeds = context.ForEachSeed((_, seed) => Run(settings, step, seed, context.CancellationToken));
        double Flow(Ends ends) => ends.Flow.SquaredError;
        return new ClaimOutcome(
        [
            Check.AtMost("largest part of ∇φ(β) at α_∞ outside the row space", seeds.Max(ends => ends.Optimality), 1e-10, BandSource.ClosedForm),
            Check.AtMost("largest distance to argmin φ at α_∞, relative", seeds.Max(ends => ends.Distance), 1e-4, BandSource.ClosedForm),
            Check.AtMost("the same with steps a quarter as long", seeds.Max(ends => ends.FineDistance), 1e-4, BandSource.ClosedForm),
            Check.Near("mean ‖β − β*‖² of the flow over that of SGD", seeds.Average(Flow) / seeds.Average(ends => ends.Sgd.SquaredError), 1, 0.15, BandSource.Measurement),
            Check.AtMost("mean ‖β − β*‖² of the flow over that of argmin φ_α", seeds.Average(Flow) / seeds.Average(ends => ends.Minimum), 1, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("course", Figure(seeds[0]))],
        };
    }

    private static Ends Run(ContestSettings settings, double step, Seed seed, CancellationToken cancellationToken)
    {
        using var problem = SparseRegression<double>.Draw(settings.Regression, seed);
        var (scale, theory) = (settings.Scale, HypentropyMinimum.Of(problem));
        var (flow, optimality, distance) = Follow(step);
        var (_, fineOptimality, fineDistance) = Follow(step / 4);
        var sgd = Contest.Sgd(problem, scale, new DiagonalOptions { LearningRate = settings.Gamma }, seed, cancellationToken);
        return new Ends(flow, sgd, Math.Max(optimality, fineOptimality), distance, fineDistance, theory.Find(scale) is { } minimum ? problem.SquaredError(minimum) : double.NaN);

        (DiagonalRun Run, double Optimality, double Distance) Follow(double length)
        {
            var options = new DiagonalOptions { LearningRate = length * settings.Gamma, MaxSteps = (long)Math.Ceiling(400_000 / length) };
            var run = DiagonalFlow.Run(problem, scale, settings.Gamma, options, seed, cancellationToken);
            var shrunk = Hypentropy.ShrunkScale(problem, scale, settings.Gamma, run.IntegratedLoss);
            if (run.Stop != DiagonalStop.Converged || theory.Find(shrunk) is not { } least) return (run, double.NaN, double.NaN);
            double[] difference = [.. run.Coefficients.Zip(least, (a, b) => a - b)];
            return (run, theory.OptimalityResidual(run.Coefficients.AsSpan(), shrunk), Vectors.Norm<double>(difference) / Vectors.Norm<double>(least));
        }
    }

    private static Figure Figure(Ends seed) => new()
    {
        Description = "Squared error against steps, for stochastic gradient flow and SGD on one draw, and where gradient flow ends.",
        Panels =
        [
            new Panel
            {
                Title = "Distance to the signal",
                X = new Axis("steps of SGD, and of the flow in units of γ", IsLog: true),
                Y = new Axis("‖β − β*‖²", IsLog: true),
                Marks =
                [
                    new Rule(seed.Minimum, "argmin φ_α") { Color = -1 },
                    new Line([.. seed.Sgd.Points.Where(point => point.Step > 0).Select(point => ((double)point.Step, point.SquaredError))]) { Label = "SGD", Color = 1 },
                    new Line([.. seed.Flow.Points.Where(point => point.Step > 0).Select(point => ((double)point.Step, point.SquaredError))]) { Label = "stochastic gradient flow", Color = 3 },
                ],
            },
        ],
    };

    /// <summary>What one seed gave.</summary>
    private sealed record Ends(DiagonalRun Flow, DiagonalRun Sgd, double Optimality, double Distance, double FineDistance, double Minimum);
}
