namespace Basin.Experiments.Catalogs;

/// <summary>What tells that a file has changed, without reading it.</summary>
/// <param name="Length">Bytes; −1 when there is no file.</param>
/// <param name="Written">When it was written last, UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    /// <summary>That of a file as it is now.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(-1, default);
    }

    /// <summary>Whether there is such a file.</summary>
    public bool Exists => Length >= 0;
}
