using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;

namespace Basin.Experiments.Runs;

/// <summary>What to inspect, on which data, and for which settings of training.</summary>
public sealed record InspectRequest
{
    /// <summary>The folder of a run, one of its checkpoints, or an ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>For an ONNX file: a file, a folder or a name of data. A run knows its own.</summary>
    public string? Data { get; init; }

    /// <summary>For an ONNX file: the column of the labels in a table.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>For an ONNX file: how inputs are shifted and scaled; null for what the data usually get.</summary>
    public StandardizationKind? Standardize { get; init; }

    /// <summary>For an ONNX file: what is averaged over the examples; null infers it from the file and the targets.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>Which of the parameters to measure, as patterns with * and ?; none for all. The others stay as they are.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];

    /// <summary>The settings of training to judge.</summary>
    public InspectQuestion Question { get; init; } = new();

    /// <summary>From the settings that suit the point to those wanted.</summary>
    public Func<InspectSettings, InspectSettings> Change { get; init; } = settings => settings;

    /// <summary>The root of the inspection's chance; null for the run's, or 1.</summary>
    public ulong? Seed { get; init; }
}
