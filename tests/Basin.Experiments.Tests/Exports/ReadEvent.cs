namespace Basin.Experiments.Tests.Exports;

/// <summary>A record of an event file.</summary>
internal sealed record ReadEvent(double WallTime, long Step, string FileVersion, IReadOnlyDictionary<string, float> Scalars);
