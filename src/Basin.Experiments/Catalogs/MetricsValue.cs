namespace Basin.Experiments.Catalogs;

/// <summary>A number of a line of <c>metrics.jsonl</c>.</summary>
/// <param name="Series">The place of its name in <see cref="MetricsParser.Names"/>.</param>
/// <param name="Value">Finite.</param>
/// <param name="Error">One standard error or residual; NaN where none is known.</param>
internal readonly record struct MetricsValue(int Series, double Value, double Error);
