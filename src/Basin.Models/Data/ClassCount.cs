namespace Basin.Models.Data;

/// <summary>How often a class occurs.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Examples">How many examples have it.</param>
public sealed record ClassCount(int Index, string? Name, int Examples);
