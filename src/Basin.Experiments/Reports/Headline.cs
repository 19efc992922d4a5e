using System.Text.Json;
using Basin.Experiments.Runs;
using Basin.Training.Rules;

namespace Basin.Experiments.Reports;

/// <summary>A run in a line: which network on which data, and what decides where it lands.</summary>
internal static class Headline
{
    /// <summary>Such as <c>mlp on synth, η = 0.1, B = 32, seed 1</c>.</summary>
    public static string Of(TrainSettings settings)
    {
        IEnumerable<string> parts =
        [
            $"{Word(settings.Model)} on {Path.GetFileName(Path.TrimEndingDirectorySeparator(settings.Data))}",
            .. settings.Rule == RuleKind.Sgd ? (string[])[] : [Word(settings.Rule)],
            .. settings.Flow is { } flow
                ? (string[])[$"{Word(flow.Kind)} flow for t = {Numbers.Short(flow.Time)}"]
                : [$"η = {Numbers.Short(settings.LearningRate)}{(settings.Schedule == ScheduleKind.Constant ? "" : $" ({Word(settings.Schedule)})")}", $"B = {(settings.FullBatch ? "all" : Numbers.Count(settings.Batch))}"],
            .. settings.Momentum > 0 ? (string[])[$"β = {Numbers.Short(settings.Momentum)}{(settings.Nesterov ? " (Nesterov)" : "")}"] : [],
            .. settings.WeightDecay > 0 ? (string[])[$"weight decay {Numbers.Short(settings.WeightDecay)}"] : [],
            $"seed {settings.Seed}",
        ];
        return string.Join(", ", parts);
    }

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
