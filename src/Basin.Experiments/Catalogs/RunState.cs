namespace Basin.Experiments.Catalogs;

/// <summary>A run at a moment, for whoever follows it.</summary>
/// <param name="Row">The run in a line.</param>
/// <param name="Metrics">The file of its series; of a distillation, that of its newest round. It need not be there yet.</param>
/// <param name="Length">Bytes of that file, at least as many as the line tells of.</param>
public readonly record struct RunState(RunRow Row, string Metrics, long Length);
