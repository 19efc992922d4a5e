using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>The companion's toy: two parameters whose loss reads their product.</summary>
internal sealed class Invariant : Claim
{
    public override string Id => "descent-invariant";

    public override string Statement => "On E = ½(ab − c)² descent by the whole gradient leaves gradient flow by h and its modified flow by h², and multiplies a² − b², which gradient flow conserves, by 1 − h²(ab − c)² each step.";

    public override string Place => "Barrett and Dherin (2021), the model of two parameters";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("rate", "the largest step h", 0.02),
        ClaimParameter.Count("steps", "steps at the largest rate", 1000),
        new ClaimParameter("product", "the product c of the minima", 0.6),
        new ClaimParameter("a", "where a starts", 2.8),
        new ClaimParameter("b", "where b starts", 3.5),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var losses = new ProductLoss(context["product"]);
        double[] start = [context["a"], context["b"]];
        var rates = ErrorCurve.Halved(context["rate"], 2);
        var time = context["rate"] * context.Count("steps");
        var ends = rates.ToDictionary(rate => rate, rate => Descend(losses, start, rate, (int)Math.Round(time / rate)));
        var flow = Flow(losses, ModifiedLoss.None, start, time);
        var plain = ErrorCurve.Of("gradient flow", rates, rate => ErrorCurve.Distance(ends[rate].Point, flow));
        var modified = ErrorCurve.Of("modified flow", rates, rate => ErrorCurve.Distance(ends[rate].Point, Flow(losses, ModifiedLoss.OfDescent(rate), start, time)));
        var largest = ends[rates[0]];
        return new ClaimOutcome(
        [
            Check.Between("power of h: from the modified flow", modified.LastSlope, 1.85, 2.15, BandSource.Paper),
            Check.Between("power of h: from gradient flow", plain.LastSlope, 0.9, 1.1, BandSource.Paper),
            Check.Near("a² − b² at the end of descent", Difference(largest.Point), Difference(start) * largest.Factor, 1e-10),
            Check.Near("a² − b² at the end of gradient flow", Difference(flow), Difference(start), 1e-10),
            Check.Near("a² − b² at the end of descent, at the default settings", Difference(largest.Point), -4.0962, 1e-4, BandSource.Measurement),
            Check.Near("a² − b² at the end of the modified flow, at the default settings", Difference(Flow(losses, ModifiedLoss.OfDescent(rates[0]), start, time)), -4.167, 1e-3, BandSource.Measurement),
            Check.Near("distance of descent from gradient flow, at the default settings", plain.Errors[0], 0.075, 0.05, BandSource.Measurement),
            Check.Near("distance of descent from the modified flow, at the default settings", modified.Errors[0], 0.017, 0.05, BandSource.Measurement),
        ])
        {
            Figures =
            [
                new NamedFigure("errors", new Figure
                {
                    Description = "Distance of descent on a loss of two parameters from gradient flow and from the modified flow against the step.",
                    Panels = [ErrorCurve.Panel("Descent on ½(ab − c)², fixed time", plain, modified)],
                }),
            ],
        };
    }

    private static double Difference(double[] point) => (point[0] * point[0]) - (point[1] * point[1]);

    // The factor is the product of 1 − h²r² over the steps.
    private static (double[] Point, double Factor) Descend(ProductLoss loss, double[] start, double rate, int steps)
    {
        var (point, gradient, factor) = ((double[])start.Clone(), new double[2], 1.0);
        for (var step = 0; step < steps; step++)
        {
            var residual = loss.Residual(point);
            factor *= 1 - (rate * rate * residual * residual);
            loss.Gradient(0, point, gradient);
            for (var i = 0; i < 2; i++) point[i] -= rate * gradient[i];
        }

        return (point, factor);
    }

    private static double[] Flow(ProductLoss loss, ModifiedLoss terms, double[] start, double time)
    {
        var point = (double[])start.Clone();
        new RungeKutta<double>(new ModifiedFlow<double>(loss, terms), new FlowOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-13 }).Integrate(point, time);
        return point;
    }

    private sealed class ProductLoss(double product) : BatchLosses<double>(2, 1)
    {
        public double Residual(ReadOnlySpan<double> point) => (point[0] * point[1]) - product;

        public override void Gradient(int batch, ReadOnlySpan<double> point, Span<double> gradient) =>
            (gradient[0], gradient[1]) = (Residual(point) * point[1], Residual(point) * point[0]);

        public override void HessianProduct(int batch, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> v)
        {
            var mixed = Residual(point) + (point[0] * point[1]);
            v[0] = (point[1] * point[1] * direction[0]) + (mixed * direction[1]);
            v[1] = (mixed * direction[0]) + (point[0] * point[0] * direction[1]);
        }
    }
}
