namespace Basin.Experiments.Runs;

/// <summary>How far a piece of work is, for whoever waits for it.</summary>
/// <param name="Activity">What is being done, such as "training".</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Detail">What is known so far, in a few words; may be empty.</param>
public readonly record struct RunProgress(string Activity, long Done, long Total, string Detail);
