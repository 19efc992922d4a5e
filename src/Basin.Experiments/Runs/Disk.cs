using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>The few things a run does to the disk, so that a test can end the process between any two of them.</summary>
/// <remarks>Whatever the system refuses (a full disk, a missing permission) becomes a <see cref="BadInputException"/> that names the file.</remarks>
public abstract class Disk
{
    private const string TemporarySuffix = ".tmp";

    /// <summary>The file system.</summary>
    public static Disk Local { get; } = new LocalDisk();

    /// <summary>Makes or replaces a file: its readers see the old bytes or the new ones, and never a part.</summary>
    /// <param name="path">Its folder exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="BadInputException">The file cannot be written; the old one is untouched.</exception>
    public void Replace(string path, Action<Stream> write) => Try(path, () =>
    {
        var temporary = path + TemporarySuffix;
        try
        {
            Write(temporary, write);
            Rename(temporary, path);
        }
        catch
        {
            Delete(temporary);
            throw;
        }
    });

    /// <summary>Adds bytes to the end of a file, which is made if it is not there.</summary>
    /// <param name="path">Its folder exists.</param>
    /// <param name="bytes">What to add.</param>
    /// <param name="sync">Whether the bytes must survive a loss of power.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Append(string path, ReadOnlyMemory<byte> bytes, bool sync) => Try(path, () => AppendCore(path, bytes.Span, sync));

    /// <summary>Cuts a file off after <paramref name="length"/> bytes, if it is longer.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Truncate(string path, long length) => Try(path, () => TruncateCore(path, length));

    /// <summary>Removes a file, if it is there.</summary>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public void Remove(string path) => Try(path, () => Delete(path));

    /// <summary>Makes a folder and those above it.</summary>
    /// <exception cref="BadInputException">It cannot be made.</exception>
    public void MakeFolder(string path) => Try(path, () => CreateDirectory(path));

    /// <summary>Writes a whole file and forces it to the disk.</summary>
    protected abstract void Write(string path, Action<Stream> write);

    /// <summary>Renames over whatever has the name.</summary>
    protected abstract void Rename(string from, string to);

    /// <summary>Adds to the end.</summary>
    protected abstract void AppendCore(string path, ReadOnlySpan<byte> bytes, bool sync);

    /// <summary>Cuts off.</summary>
    protected abstract void TruncateCore(string path, long length);

    /// <summary>Removes a file; nothing happens when it is not there.</summary>
    protected abstract void Delete(string path);

    /// <summary>Makes a folder and those above it.</summary>
    protected abstract void CreateDirectory(string path);

    private static void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.At(
                path, $"cannot be written ({e.Message.TrimEnd('.')})", "a writable place with free space", "Free space or choose another folder with --out.", e);
        }
    }
}
