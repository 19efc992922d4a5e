using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>What follows from runs side by side: which landed flatter, which does better, and whether SGD can stay where each landed.</summary>
internal static class ComparisonSentences
{
    // Settings under which curvature is measured in other coordinates or of another function.
    private static readonly ImmutableArray<string> _yardstick = ["data", "train data", "standardize", "model", "hidden", "activation", "batchNorm", "loss"];

    public static IEnumerable<string> Of(ImmutableArray<string> names, IReadOnlyList<FinishedRun> runs)
    {
        var landed = names.Zip(runs).Where(run => run.Second.Summary.Inspection is not null).Select(run => (Name: run.First, At: run.Second.Summary.Inspection!)).ToArray();
        if (landed.Length > 1)
        {
            yield return Flattest("sharpness", landed.Select(run => new Measured(run.Name, run.At.Sharpness.Value, Residual(run.At))));
            yield return Flattest("trace of the Hessian", landed.Select(run => new Measured(run.Name, run.At.Hessian.Trace.Value, run.At.Hessian.Trace.StandardError)));
            var differing = SettingsRows.Differing(runs).Select(row => row.Name).ToArray();

            // The fingerprint is of the numbers computed with, which differ with the precision.
            string[] other = [.. differing.Where(name => _yardstick.Contains(name) && !(name == "train data" && differing.Contains("precision")))];
            if (other.Length > 0) yield return $"The runs differ in {string.Join(", ", other)}: flatness of one is then no yardstick for another.";
        }

        if (Best(names, runs) is { } best) yield return best;
        foreach (var (name, at) in landed) yield return $"{name}: {Answer.OfSgd(at) ?? Answer.Of(at)}";
    }

    private static double Residual(InspectionRecord at) => at.Hessian.TopEigenvalues is [var top, ..] ? top.Residual : 0;

    private static string Flattest(string quantity, IEnumerable<Measured> runs)
    {
        Measured[] ordered = [.. runs.OrderBy(run => run.Value)];
        var numbers = $"{ordered[0].Text} against {ordered[1].Name}'s {ordered[1].Text}";
        return ordered[0].IsBelow(ordered[1])
            ? $"By its {quantity} {ordered[0].Name} is the {(ordered.Length > 2 ? "flattest" : "flatter one")}: {numbers}."
            : $"The {quantity} does not say whether {ordered[0].Name} or {ordered[1].Name} is flatter: {numbers}, less than two errors apart.";
    }

    // The share of wrong answers, as far as the number of held-out examples lets it be known; null unless all were asked the same questions.
    private static string? Best(ImmutableArray<string> names, IReadOnlyList<FinishedRun> runs)
    {
        DataFile?[] tests = [.. runs.Select(run => run.Record.Data.FirstOrDefault(file => file.Role == "test"))];
        if (tests.Any(test => test is null) || tests.DistinctBy(test => test!.Sha256).Skip(1).Any() || runs.Any(run => run.Summary.Test?.Accuracy is null)) return null;
        double examples = tests[0]!.Examples;
        var ordered = names.Zip(runs, (name, run) => new Measured(name, 1 - run.Summary.Test!.Value.Accuracy!.Value, Error(run.Summary.Test.Value.Accuracy.Value))).OrderBy(run => run.Value).ToArray();
        var numbers = $"{Numbers.Percent(1 - ordered[0].Value)} of {Numbers.Count(tests[0]!.Examples)} right against {ordered[1].Name}'s {Numbers.Percent(1 - ordered[1].Value)}";
        return ordered[0].IsBelow(ordered[1])
            ? $"On held-out examples {ordered[0].Name} does {(ordered.Length > 2 ? "best" : "better")}: {numbers}."
            : $"Held-out examples do not say whether {ordered[0].Name} or {ordered[1].Name} does better: {numbers}, less than two errors apart.";

        // Agresti and Coull (1998): two right and two wrong answers more keep the error of a share above 0 where all answers are right.
        double Error(double accuracy)
        {
            var share = ((accuracy * examples) + 2) / (examples + 4);
            return Math.Sqrt(share * (1 - share) / (examples + 4));
        }
    }

    private sealed record Measured(string Name, double Value, double Error)
    {
        public string Text => Numbers.WithError(Value, Error);

        public bool IsBelow(Measured other) => other.Value - Value > 2 * Math.Sqrt((Error * Error) + (other.Error * other.Error));
    }
}
