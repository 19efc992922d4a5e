namespace Basin.Experiments.Runs;

/// <summary>The file system of this machine.</summary>
internal sealed class LocalDisk : Disk
{
    protected override void Write(string path, Action<Stream> write)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(file);
        file.Flush(flushToDisk: true);
    }

    protected override void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    protected override void AppendCore(string path, ReadOnlySpan<byte> bytes, bool sync)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(bytes);
        file.Flush(flushToDisk: sync);
    }

    protected override void TruncateCore(string path, long length)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        if (file.Length <= length) return;
        file.SetLength(length);
        file.Flush(flushToDisk: true);
    }

    protected override void Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }

    protected override void CreateDirectory(string path) => Directory.CreateDirectory(path);
}
