using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>Where gradient flow ends.</summary>
internal sealed class GradientFlowBias : Claim
{
    private static readonly double[] s_multiples = [1, 10, 50];

    public override string Id => "gradient-flow-bias";

    public override string Statement => "Gradient flow from α ends at the interpolator of least φ_α, and its loss integrates to ½φ_α of it.";

    public override string Place => "Section 2, equation for argmin φ_α (Woodworth et al. 2020)";

    public override ImmutableArray<ClaimParameter> Parameters =>
        [ContestSettings.AlphaParameter, ClaimParameter.Positive("gamma", "the step size γ of the descent that stands for the flow; 10 and 50 times it are run too", 1e-3), .. ContestSettings.OfRegression];

    public override SeedCount Seeds => new(20, 4);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = ContestSettings.From(context);
        var seeds = context.ForEachSeed((_, seed) => Run(settings, seed, context.CancellationToken));
        Measurement Median(Func<Ends, double> value) => Measurement.Median([.. seeds.Select(value)]);

        // The distance is of the order of the step size: the bands are those at γ = 10⁻³, scaled.
        var steps = settings.Gamma / 1e-3;
        return new ClaimOutcome(
        [
            Check.AtMost("median distance of descent to argmin φ_α, relative", Median(ends => ends.Distances[0]), 5e-4 * steps, BandSource.ClosedForm),
            Check.Between("that distance with steps 10 times as long, over it", Median(ends => ends.Distances[1] / ends.Distances[0]), 7, 13, BandSource.ClosedForm),
            Check.AtMost("median part of ∇φ_α(β) outside the row space, descent", Median(ends => ends.Optimality), 3e-4 * steps, BandSource.ClosedForm),
            Check.Near("∫L over ½φ_α(β), descent", Median(ends => ends.Integral), 1, 1e-3 * steps),
            Check.AtMost("largest part of ∇φ_α(β) outside the row space, flow on logarithms", seeds.Max(ends => ends.FlowOptimality), 1e-10, BandSource.ClosedForm),
            Check.AtMost("largest distance of the flow to argmin φ_α, relative", seeds.Max(ends => ends.FlowDistance), 1e-4, BandSource.ClosedForm),
        ])
        {
            Figures = [new NamedFigure("distance", Figure(settings.Gamma, seeds))],
        };
    }

    private static Ends Run(ContestSettings settings, Seed seed, CancellationToken cancellationToken)
    {
        using var problem = SparseRegression<double>.Draw(settings.Regression, seed);
        var (scale, theory) = (settings.Scale, HypentropyMinimum.Of(problem));
        var minimum = theory.Find(scale) ?? throw new ArithmeticException("The minimum of φ_α was not found; a larger alpha is easier.");
        DiagonalRun[] runs = [.. s_multiples.Select(multiple => Contest.Descent(problem, scale, Options(multiple * settings.Gamma), cancellationToken))];
        var flow = DiagonalFlow.Run(problem, scale, temperature: 0, Options(10 * settings.Gamma), seed, cancellationToken);
        return new Ends(
            [.. runs.Select(run => Distance(run, minimum))],
            theory.OptimalityResidual(runs[0].Coefficients.AsSpan(), scale),
            runs[0].IntegratedLoss / (Hypentropy.Value(runs[0].Coefficients.AsSpan(), scale) / 2),
            theory.OptimalityResidual(flow.Coefficients.AsSpan(), scale),
            Distance(flow, minimum));
    }

    private static DiagonalOptions Options(double step) => new() { LearningRate = step, MaxSteps = (long)Math.Ceiling(20_000 / step) };

    private static double Distance(DiagonalRun run, double[] to)
    {
        double[] difference = [.. run.Coefficients.Zip(to, (a, b) => a - b)];
        return run.Stop == DiagonalStop.Converged ? Vectors.Norm<double>(difference) / Vectors.Norm<double>(to) : double.NaN;
    }

    private static Figure Figure(double gamma, Ends[] seeds) => new()
    {
        Description = "Relative distance of gradient descent's end to the minimiser of the potential, against the step size; every seed a line.",
        Panels =
        [
            new Panel
            {
                Title = "Gradient descent ends at argmin φ_α as γ → 0",
                X = new Axis("γ", IsLog: true),
                Y = new Axis("‖β − argmin φ_α‖ / ‖argmin φ_α‖", IsLog: true),
                Marks = [.. seeds.Select(ends => new Line([.. s_multiples.Zip(ends.Distances, (multiple, distance) => (multiple * gamma, distance))], IsFaint: true)),
                    new Line([.. s_multiples.Select((multiple, i) => (multiple * gamma, Measurement.Median([.. seeds.Select(ends => ends.Distances[i])]).Value))]) { Label = "median" }],
            },
        ],
    };

    /// <summary>What one seed gave.</summary>
    private sealed record Ends(double[] Distances, double Optimality, double Integral, double FlowOptimality, double FlowDistance);
}
