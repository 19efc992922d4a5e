namespace Basin.Experiments.Runs;

/// <summary>What a run was trained or tested on.</summary>
/// <param name="Role">"train" or "test".</param>
/// <param name="Name">The data set.</param>
/// <param name="Source">Where it came from, in words.</param>
/// <param name="Examples">How many.</param>
/// <param name="Standardization">What was done to the inputs.</param>
/// <param name="Sha256">Of the examples and targets as numbers.</param>
public sealed record DataFile(string Role, string Name, string Source, int Examples, string Standardization, string Sha256);
