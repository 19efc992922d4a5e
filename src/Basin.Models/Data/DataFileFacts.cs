namespace Basin.Models.Data;

/// <summary>A file that was read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length on the disk.</param>
/// <param name="Sha256">The SHA-256 of those bytes, lowercase, as <c>sha256sum</c> prints it.</param>
public sealed record DataFileFacts(string Path, long Bytes, string Sha256);
