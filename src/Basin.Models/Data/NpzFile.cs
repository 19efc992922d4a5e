using System.IO.Compression;
using System.Numerics;

namespace Basin.Models.Data;

/// <summary>numpy's .npz: a zip archive of .npy arrays.</summary>
public sealed class NpzFile : IDisposable
{
    private const string Extension = ".npy";
    private static readonly DateTimeOffset _epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FileStream _file;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private NpzFile(string path, FileStream file, ZipArchive archive)
    {
        Path = path;
        _file = file;
        _archive = archive;
        foreach (var entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(Extension, StringComparison.Ordinal)) continue;
            if (!_entries.TryAdd(entry.FullName[..^Extension.Length], entry))
                throw BadInputException.At(path, $"two arrays named '{Printable.Text(entry.FullName)}'", "different names", "Write it again with numpy.savez.");
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of the arrays, in the file's order.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens a file and reads its directory, not its arrays.</summary>
    /// <exception cref="BadInputException">The file is missing or is no zip archive.</exception>
    public static NpzFile Open(string path)
    {
        var file = ByteSource.OpenFile(path);
        try
        {
            return new NpzFile(path, file, new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
        }
        catch (BadInputException)
        {
            file.Dispose();
            throw;
        }
        catch (Exception e) when (IsDamage(e))
        {
            file.Dispose();
            throw BadInputException.At(path, "it is no intact zip archive", "a .npz file", "Write it again with numpy.savez.", e);
        }
    }

    /// <summary>Reads one array.</summary>
    /// <param name="name">Its name, without <c>.npy</c>.</param>
    /// <typeparam name="T">Numbers are converted to this type; float to integer is refused.</typeparam>
    /// <exception cref="BadInputException">There is no such array, it is damaged, it unpacks to more than any real data, or it holds objects or text.</exception>
    public NumericArray<T> Read<T>(string name)
        where T : unmanaged, INumber<T>
    {
        if (!_entries.TryGetValue(name, out var entry))
            throw BadInputException.At(Path, $"the arrays {string.Join(", ", Names.Select(n => Printable.Text(n)))}", $"one named '{name}'", "Save it under that name.");
        var where = $"{Path}/{Printable.Text(entry.FullName)}";
        try
        {
            var limit = ByteSource.UnpackedLimit(Math.Min(entry.CompressedLength, _file.Length));
            if (entry.Length > limit)
                throw BadInputException.At(where, $"{entry.CompressedLength:N0} bytes declared to unpack to {entry.Length:N0}, as only a decompression bomb does", $"at most {limit:N0}", "If the data are real, store them with numpy.savez, unpacked.");
            using var source = ByteSource.FromEntry(where, entry.Open(), entry.Length, entry.Crc32);
            return NpyFile.Read<T>(source, name);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw BadInputException.At(where, $"the entry cannot be unpacked ({e.Message.TrimEnd('.')})", "an intact archive", "Write it again with numpy.savez.", e);
        }
    }

    /// <summary>Writes a file that <c>numpy.load</c> reads; whole or not at all, and the same bytes every time.</summary>
    /// <param name="path">Made or replaced.</param>
    /// <param name="arrays">Different names.</param>
    /// <param name="level">How hard to pack; numpy's own default is not at all.</param>
    /// <exception cref="ArgumentException">Two arrays have one name.</exception>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NamedArray> arrays, CompressionLevel level = CompressionLevel.NoCompression) =>
        AtomicFile.Write(path, stream => Write(stream, arrays, level));

    /// <summary>Writes the same to a stream, for those who look after the file themselves.</summary>
    /// <param name="stream">Written to from where it stands.</param>
    /// <param name="arrays">Different names.</param>
    /// <param name="level">How hard to pack.</param>
    /// <exception cref="ArgumentException">Two arrays have one name.</exception>
    public static void Write(Stream stream, IReadOnlyList<NamedArray> arrays, CompressionLevel level = CompressionLevel.NoCompression)
    {
        if (arrays.Select(a => a.Name).Distinct(StringComparer.Ordinal).Count() != arrays.Count)
            throw new ArgumentException("Two arrays have the same name.", nameof(arrays));
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var array in arrays)
        {
            var entry = archive.CreateEntry(array.Name + Extension, level);
            entry.LastWriteTime = _epoch;
            using var content = entry.Open();
            NpyFile.Write(content, array);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    // What ZipArchive throws on damaged bytes is not documented as one type.
    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or InvalidOperationException;
}
