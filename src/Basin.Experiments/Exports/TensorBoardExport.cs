namespace Basin.Experiments.Exports;

/// <summary>A run as an event file.</summary>
/// <remarks>
/// <c>metrics.jsonl</c> keeps no clock, so that equal runs leave equal bytes; every event therefore has the time at which the run began.
/// </remarks>
internal static class TensorBoardExport
{
    /// <summary>What TensorBoard knows an event file by; the run's name is that of the folder.</summary>
    public const string FileName = "events.out.tfevents.basin";

    public static void Write(Stream stream, ExportedRun run)
    {
        var events = new EventFile(stream, run.Record.Started.ToUnixTimeMilliseconds() / 1000.0);
        foreach (var (step, values) in StepRows.Of(run.Series))
            events.Add(step, run.Series.Zip(values).Where(pair => pair.Second is not null).Select(pair => (pair.First.Tag, (float)pair.Second!.Value)));
    }
}
