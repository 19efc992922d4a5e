using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>The regulariser belongs to the bare rate: parting an update into Euler steps takes it away and keeps the noise.</summary>
internal sealed class Substeps : Claim
{
    private static readonly int[] _counts = [2, 4, 16];

    public override string Id => "substeps";

    public override string Statement => "When each batch's update is parted into n Euler steps of the bare rate α = ε/n, the mean path follows C + (α/4)C_reg: what regularises is the discretisation, not the noise.";

    public override string Place => "Figure 4";

    public override ImmutableArray<ClaimParameter> Parameters => MeanPath.Common;

    public override ClaimOutcome Run(ClaimContext context)
    {
        var problem = MeanPath.Problem(context);
        var rates = ErrorCurve.Halved(context["rate"], context.Count("halvings"));
        var checks = ImmutableArray.CreateBuilder<Check>();
        var drawn = ImmutableArray.CreateBuilder<ErrorCurve>();
        foreach (var n in _counts)
        {
            var (epoch, time) = Both(ModifiedLoss.OfShuffledBatches, n);
            var (wrongEpoch, wrongTime) = Both((rate, _) => ModifiedLoss.OfShuffledBatches(rate), n);
            checks.Add(epoch.HasOrder(3, $"n = {n}, one epoch, with ε/n"));
            checks.Add(time.HasOrder(2, $"n = {n}, fixed time, with ε/n"));
            checks.Add(wrongEpoch.HasOrder(2, $"n = {n}, one epoch, with ε"));
            checks.Add(wrongTime.HasOrder(1, $"n = {n}, fixed time, with ε"));
            if (n != _counts[^1]) continue;
            drawn.Add(wrongTime with { Name = "flow modified by ε" });
            drawn.Add(time with { Name = "flow modified by ε/n" });
        }

        return new ClaimOutcome(checks.ToImmutable())
        {
            Figures =
            [
                new NamedFigure("errors", new Figure
                {
                    Description = "Distance of the exact mean path of SGD with 16 Euler steps an update from the flows modified by the whole and by the bare rate, after fixed time.",
                    Panels = [ErrorCurve.Panel($"n = {_counts[^1]}, fixed time", [.. drawn])],
                }),
            ],
        };

        (ErrorCurve Epoch, ErrorCurve Time) Both(Func<double, int, ModifiedLoss> terms, int n) =>
            (MeanPath.EpochCurves(problem, rates, n, terms)[1], MeanPath.TimeCurves(problem, rates, context, n, terms)[1]);
    }
}
