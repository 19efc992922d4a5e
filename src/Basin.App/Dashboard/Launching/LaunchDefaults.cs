using System.Collections.Frozen;
using Basin.Experiments.Runs;

namespace Basin.App.Dashboard.Launching;

/// <summary>The settings that the presets of the networks decide, which the help leaves open.</summary>
internal static class LaunchDefaults
{
    private static readonly FrozenDictionary<string, Func<TrainSettings, object?>> _rows = new Dictionary<string, Func<TrainSettings, object?>>
    {
        ["--data"] = settings => settings.Data,
        ["--epochs"] = settings => settings.Epochs,
        ["--lr"] = settings => settings.LearningRate,
        ["--batch"] = settings => $"{settings.Batch}",
        ["--momentum"] = settings => settings.Momentum,
        ["--weight-decay"] = settings => settings.WeightDecay,
        ["--schedule"] = settings => settings.Schedule.ToString().ToLowerInvariant(),
        ["--warmup"] = settings => settings.WarmUp,
        ["--inspect-examples"] = settings => settings.Inspection.Examples,
        ["--top-k"] = settings => settings.Inspection.TopK,
        ["--max-products"] = settings => settings.Inspection.MaxProducts,
        ["--probes"] = settings => settings.Inspection.Probes,
        ["--tolerance"] = settings => settings.Inspection.Tolerance,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The options of which a preset decides.</summary>
    public static IEnumerable<string> Names => _rows.Keys;

    /// <summary>The values of an option by network, the default network first; null when no preset decides it.</summary>
    public static IReadOnlyDictionary<string, object?>? ByNetwork(string name) => _rows.TryGetValue(name, out var read)
        ? new OrderedDictionary<string, object?>(Enum.GetValues<ModelKind>().Select(model => KeyValuePair.Create(model.ToString().ToLowerInvariant(), read(Presets.For(model)))))
        : null;
}
