using Basin.Experiments.Runs;

namespace Basin.Experiments.Catalogs;

/// <summary>How long a run is, as far as its settings say.</summary>
/// <param name="StepsPerEpoch">Steps counted as one epoch; null along a flow.</param>
/// <param name="Steps">Steps in all; points recorded, along a flow.</param>
internal readonly record struct RunLength(int? StepsPerEpoch, long? Steps)
{
    /// <summary>That of a run that was begun with this record.</summary>
    public static RunLength Of(RunRecord record)
    {
        var settings = record.Settings;
        if (settings.Flow is not null) return new RunLength(null, FlowRun<double>.Outputs);
        if (record.Data.FirstOrDefault(file => file.Role == "train") is not { Examples: > 0 } train) return default;
        var perEpoch = (int)(((long)train.Examples + settings.Batch - 1) / settings.Batch);
        return new RunLength(perEpoch, (settings.Steps ?? (settings.Epochs * perEpoch)) * settings.DistillRounds);
    }
}
