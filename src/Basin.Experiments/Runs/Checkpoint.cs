namespace Basin.Experiments.Runs;

/// <summary>A checkpoint on the disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="MetricsLength">Bytes of <c>metrics.jsonl</c> when it was taken.</param>
public readonly record struct Checkpoint(string Path, long Step, long MetricsLength);
