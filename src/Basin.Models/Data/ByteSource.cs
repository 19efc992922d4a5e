using System.Buffers.Binary;
using System.IO.Compression;

namespace Basin.Models.Data;

/// <summary>
/// A file (or an entry of one) read from front to back, unpacked if it is gzip. It knows a bound on how many bytes can
/// still come, so a reader checks a length field before it allocates, and every failure names the file.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    private const int FileBuffer = 1 << 16;
    private readonly Stream _stream;
    private readonly uint? _checksum;
    private readonly uint _packedLength;
    private uint _running;

    private ByteSource(string name, Stream stream, long limit, uint? checksum, bool packed = false, uint packedLength = 0)
    {
        Name = name;
        Limit = limit;
        IsPacked = packed;
        _stream = stream;
        _checksum = checksum;
        _packedLength = packedLength;
    }

    /// <summary>The file, for messages.</summary>
    public string Name { get; }

    /// <summary>True when the bytes are unpacked on the way: <see cref="Limit"/> is then a bound, not the length.</summary>
    public bool IsPacked { get; }

    /// <summary>The largest number of bytes this source may give.</summary>
    public long Limit { get; }

    /// <summary>The number of bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a file; gzip is recognised by its first two bytes, not by its name.</summary>
    public static ByteSource Open(string path)
    {
        var file = OpenFile(path);
        Span<byte> magic = stackalloc byte[2];
        var packed = file.Length > 2 && file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        if (!packed) return new ByteSource(path, file, file.Length, null);
        Span<byte> trailer = stackalloc byte[8];
        file.Position = Math.Max(0, file.Length - trailer.Length);
        file.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var (checksum, length) = (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
        return new ByteSource(path, Unpack(file), UnpackedLimit(file.Length), checksum, packed: true, length);
    }

    /// <summary>Wraps an unpacked entry of an archive whose directory declared its length and checksum.</summary>
    public static ByteSource FromEntry(string name, Stream stream, long length, uint checksum) =>
        new(name, stream, length, checksum);

    /// <summary>Wraps the rest of an open file.</summary>
    public static ByteSource FromStream(string name, Stream stream, long length) => new(name, stream, length, null);

    /// <summary>Opens a file for reading, with a message for each way it can fail.</summary>
    public static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
            throw BadInputException.At(path, "this is a folder", "a file", "Name a file inside it.");
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileBuffer, FileOptions.SequentialScan);
            if (file.Length > 0) return file;
            file.Dispose();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw BadInputException.At(path, "there is no such file", "an existing file", "Check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw BadInputException.At(path, $"the file cannot be opened ({e.Message.TrimEnd('.')})", "a readable file", "Check the path and its permissions.", e);
        }

        throw BadInputException.At(path, "the file is empty (0 bytes)", "data", "Make or download it again.");
    }

    /// <summary>
    /// The most that <paramref name="packed"/> bytes may unpack to: what deflate can reach (1032 to 1), and beyond 64 MiB
    /// no more than 200 to 1, which no real data reaches and every bomb does.
    /// </summary>
    public static long UnpackedLimit(long packed) => Math.Min((packed * 1032) + 1024, Math.Max(64L << 20, packed * 200));

    /// <summary>Fills a part of <paramref name="buffer"/>; 0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        var count = ReadFrom(_stream, buffer);
        Position += count;
        if (Position > Limit)
            throw BadInputException.At(Name, $"it unpacks to more than {Limit:N0} bytes, as only a decompression bomb does", "ordinary data", "If the data are real, store them unpacked.");
        if (_checksum is not null) _running = Crc32.Append(_running, buffer[..count]);
        if (count == 0 && buffer.Length > 0 && IsPacked && !IsWhole()) throw Damaged(null);
        return count;
    }

    /// <summary>Fills <paramref name="buffer"/>, or says that the file ends too early.</summary>
    /// <param name="buffer">Filled.</param>
    /// <param name="what">What is being read, for the message.</param>
    public void ReadExactly(Span<byte> buffer, string what)
    {
        var start = Position;
        while (buffer.Length > 0)
        {
            var count = Read(buffer);
            if (count == 0)
                throw BadInputException.At(Name, $"the file ends after {Position:N0} bytes, inside {what}", $"{start + buffer.Length + (Position - start):N0} bytes or more", "It is cut off: download or make it again.");
            buffer = buffer[count..];
        }
    }

    /// <summary>Refuses a length field that the file cannot honour, before anything is allocated for it.</summary>
    /// <param name="bytes">The bytes wanted after the current position.</param>
    /// <param name="what">What they are, for the message.</param>
    public void Require(long bytes, string what)
    {
        if (bytes <= Limit - Position) return;
        var found = IsPacked
            ? $"its header declares {bytes:N0} bytes of {what}, more than the packed file can hold"
            : $"the file ends {Limit - Position:N0} bytes after its header";
        throw BadInputException.At(Name, found, $"{bytes:N0} bytes of {what}", "It is cut off or damaged: download or make it again.");
    }

    /// <summary>Refuses bytes after the end, and a checksum that does not match.</summary>
    /// <param name="what">What the file should hold and nothing else.</param>
    public void RequireEnd(string what)
    {
        var end = Position;
        Span<byte> one = stackalloc byte[1];
        if (Read(one) != 0)
            throw BadInputException.At(Name, $"there are more bytes after the first {end:N0}", $"{what} and nothing after", "The header does not match the data: make the file again.");
        if (!IsPacked && _checksum is { } declared && declared != _running)
            throw BadInputException.At(Name, $"the checksum is {_running:x8}", $"{declared:x8}", "The data are damaged: download or make the file again.");
    }

    // GZipStream takes a file that stops early, or lacks its checksum, for a whole one. The trailer speaks of the last member;
    // in a file of several, the bytes before it are skipped in a second pass.
    private bool IsWhole()
    {
        if ((uint)Position == _packedLength) return _running == _checksum;
        if (_packedLength > Position) return false;
        using var again = Unpack(OpenFile(Name));
        var buffer = new byte[FileBuffer];
        var before = Position - _packedLength;
        var checksum = 0u;
        for (int count; (count = ReadFrom(again, buffer.AsSpan(0, before > 0 ? (int)Math.Min(before, buffer.Length) : buffer.Length))) > 0;)
        {
            if (before > 0) before -= count;
            else checksum = Crc32.Append(checksum, buffer.AsSpan(0, count));
        }

        return checksum == _checksum;
    }

    private int ReadFrom(Stream stream, Span<byte> buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
        catch (IOException e)
        {
            throw BadInputException.At(Name, $"reading failed after {Position:N0} bytes ({e.Message.TrimEnd('.')})", "a readable file", "Check the disk.", e);
        }
    }

    private BadInputException Damaged(Exception? cause) => BadInputException.At(Name, $"the compressed data are corrupt or cut off after {Position:N0} unpacked bytes", "an intact file", "Download or make it again.", cause);

    private static GZipStream Unpack(FileStream file) => new(file, CompressionMode.Decompress);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();
}
