namespace Basin.Training.Instruments;

/// <summary>What an instrument reads, for those who show it.</summary>
/// <param name="Name">Its key in <c>metrics.jsonl</c>, camelCase.</param>
/// <param name="Label">A few words for an axis or a heading, with its symbol.</param>
/// <param name="Meaning">A sentence: what it is, in which units, and how it is estimated.</param>
/// <param name="IsEachStep">Whether it is cheap enough for each step; otherwise it is read on the schedule.</param>
/// <param name="IsLog">Whether its values are best seen on a logarithmic axis.</param>
public sealed record InstrumentDescription(string Name, string Label, string Meaning, bool IsEachStep, bool IsLog);
