using Basin.Experiments.Runs;

namespace Basin.Experiments.Tests.Runs;

/// <summary>A disk on which the process ends at one operation: a write is cut in half, all else does not happen.</summary>
public sealed class CrashingDisk(int survives) : Disk
{
    private int _operations;

    public int Operations => _operations;

    public sealed class CrashException : Exception;

    protected override void Write(string path, Action<Stream> write)
    {
        using var memory = new MemoryStream();
        write(memory);
        var bytes = memory.ToArray();
        if (IsAlive())
        {
            File.WriteAllBytes(path, bytes);
            return;
        }

        if (_operations == survives + 1) File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        throw new CrashException();
    }

    protected override void Rename(string from, string to)
    {
        RequireAlive();
        File.Move(from, to, overwrite: true);
    }

    protected override void AppendCore(string path, ReadOnlySpan<byte> bytes, bool sync)
    {
        var part = IsAlive() ? bytes : _operations == survives + 1 ? bytes[..(bytes.Length / 2)] : [];
        using (var file = new FileStream(path, FileMode.Append)) file.Write(part);
        if (_operations > survives) throw new CrashException();
    }

    protected override void TruncateCore(string path, long length)
    {
        RequireAlive();
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open);
        if (file.Length > length) file.SetLength(length);
    }

    protected override void Delete(string path)
    {
        RequireAlive();
        File.Delete(path);
    }

    protected override void CreateDirectory(string path)
    {
        RequireAlive();
        Directory.CreateDirectory(path);
    }

    private bool IsAlive() => ++_operations <= survives;

    private void RequireAlive()
    {
        if (!IsAlive()) throw new CrashException();
    }
}
