using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>The same with networks.</summary>
internal sealed class NetworksClaim : Claim
{
    public override string Id => "networks";

    public override string Statement => "A network trained anew in each round on the outputs of the one before: test accuracy rises and then falls, while accuracy on the training labels falls from the start.";

    public override string Place => "The experiments, figure 3";

    public override ImmutableArray<ClaimParameter> Parameters => NetworkRuns.Parameters;

    public override SeedCount Seeds => new(16, 8);

    public override string Data => "digits";

    public override ClaimOutcome Run(ClaimContext context)
    {
        var runs = NetworkRuns.Of(context).Run(context);
        var test = Mean(runs, run => run.Test);
        var train = Mean(runs, run => run.Train);
        var best = Array.IndexOf(test, test.Max());
        return new ClaimOutcome(
        [
            Check.AtLeast("test accuracy gained from the first round to the best round of the mean", Measurement.Mean([.. runs.Select(run => run.Test[best] - run.Test[0])]), 0.01, BandSource.Measurement),
            Check.AtLeast("test accuracy lost from there to the last round", Measurement.Mean([.. runs.Select(run => run.Test[best] - run.Test[^1])]), 0.005, BandSource.Measurement),
            Check.AtLeast("accuracy on the training labels lost from the first round to the last", Measurement.Mean([.. runs.Select(run => run.Train[0] - run.Train[^1])]), 0.05, BandSource.Measurement),
            Check.Between("rounds that match the training labels better than the one before by more than two standard errors", Enumerable.Range(1, runs[0].Rounds - 1).Count(t => IsRise(runs, t)), 0, 0, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("accuracy", AccuracyFigure.Of([("test", [.. runs.Select(run => run.Test)]), ("training, labels as given", [.. runs.Select(run => run.Train)])]))],
            Note = FormattableString.Invariant($"Test accuracy by round: {string.Join(" ", test.Select(accuracy => accuracy.ToString("F3")))}; on the training labels from {train[0]:F3} to {train[^1]:F3}."),
        };
    }

    private static bool IsRise(KernelRun[] runs, int round)
    {
        var rise = Measurement.Mean([.. runs.Select(run => run.Train[round] - run.Train[round - 1])]);
        return rise.Value > 2 * rise.StandardError;
    }

    private static double[] Mean(KernelRun[] runs, Func<KernelRun, ImmutableArray<double>> accuracy) =>
        [.. Enumerable.Range(0, runs[0].Rounds).Select(t => runs.Average(run => accuracy(run)[t]))];
}
