using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>On quadratics, by enumeration: the mean path follows the modified loss by one order more than the loss.</summary>
internal sealed class MeanPath : Claim
{
    public override string Id => "mean-path";

    public override string Statement => "The mean over all orders of an epoch of SGD stays within ε³ of gradient flow on C + (ε/4m)Σ‖∇Ĉⱼ‖², and within ε² over fixed time; of gradient flow on C itself only within ε² and ε.";

    public override string Place => "Section 2, the main result";

    public override ImmutableArray<ClaimParameter> Parameters => Common;

    /// <summary>What decides the quadratics and the rates.</summary>
    internal static ImmutableArray<ClaimParameter> Common { get; } =
    [
        ClaimParameter.Positive("rate", "the largest learning rate ε", 0.08),
        ClaimParameter.Count("halvings", "how often it is halved", 5) with { Maximum = 8 },
        ClaimParameter.Count("batches", "the batches of an epoch, m, all orders of which are enumerated", 4, 2) with { Maximum = 6 },
        ClaimParameter.Count("dimension", "the dimension of w", 3) with { Maximum = 20 },
        ClaimParameter.Count("epochs", "the fixed time, in epochs at the largest rate", 4),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var problem = Problem(context);
        var rates = ErrorCurve.Halved(context["rate"], context.Count("halvings"));
        var (epoch, time) = (EpochCurves(problem, rates, 1, ModifiedLoss.OfShuffledBatches), TimeCurves(problem, rates, context, 1, ModifiedLoss.OfShuffledBatches));
        var descent = DescentCurves(problem, rates, context);
        return new ClaimOutcome(
        [
            epoch[1].HasOrder(3, "one epoch, from the modified flow"),
            epoch[0].HasOrder(2, "one epoch, from gradient flow"),
            time[1].HasOrder(2, "fixed time, from the modified flow"),
            time[0].HasOrder(1, "fixed time, from gradient flow"),
            descent[1].HasOrder(2, "descent by the whole gradient, fixed time, from its modified flow"),
            descent[0].HasOrder(1, "descent by the whole gradient, fixed time, from gradient flow"),
        ])
        {
            Figures =
            [
                new NamedFigure("errors", new Figure
                {
                    Description = "Distance of the exact mean path of SGD from gradient flow and from the modified flow against the learning rate, after one epoch and after fixed time.",
                    Columns = 2,
                    Panels = [ErrorCurve.Panel("Mean over all orders, one epoch", [.. epoch]), ErrorCurve.Panel("Mean over all orders, fixed time", [.. time])],
                }),
            ],
        };
    }

    internal static QuadraticBatches Problem(ClaimContext context) => new(context.Count("batches"), context.Count("dimension"), context.Seed);

    /// <summary>After one epoch: from gradient flow, and from the modified one.</summary>
    internal static ErrorCurve[] EpochCurves(QuadraticBatches problem, double[] rates, int substeps, Func<double, int, ModifiedLoss> terms) =>
        Curves(rates, rate => problem.MeanEpoch(Orders.Of(problem.Count), rate, substeps).Of(problem.Start), (loss, rate) => problem.Flow(loss, problem.Count * rate), rate => terms(rate, substeps));

    /// <summary>After a fixed time.</summary>
    internal static ErrorCurve[] TimeCurves(QuadraticBatches problem, double[] rates, ClaimContext context, int substeps, Func<double, int, ModifiedLoss> terms)
    {
        var time = context.Count("epochs") * problem.Count * rates[0];
        return Curves(
            rates,
            rate => problem.MeanEpoch(Orders.Of(problem.Count), rate, substeps).Times((int)Math.Round(time / problem.Count / rate)).Of(problem.Start),
            (loss, _) => problem.Flow(loss, time),
            rate => terms(rate, substeps));
    }

    private static ErrorCurve[] DescentCurves(QuadraticBatches problem, double[] rates, ClaimContext context)
    {
        var time = context.Count("epochs") * problem.Count * rates[0];
        return Curves(rates, rate => problem.Descent(rate).Times((int)Math.Round(time / rate)).Of(problem.Start), (loss, _) => problem.Flow(loss, time), ModifiedLoss.OfDescent);
    }

    private static ErrorCurve[] Curves(double[] rates, Func<double, double[]> path, Func<ModifiedLoss, double, double[]> flow, Func<double, ModifiedLoss> terms) =>
    [
        ErrorCurve.Of("gradient flow", rates, rate => ErrorCurve.Distance(path(rate), flow(ModifiedLoss.None, rate))),
        ErrorCurve.Of("modified flow", rates, rate => ErrorCurve.Distance(path(rate), flow(terms(rate), rate))),
    ];
}
