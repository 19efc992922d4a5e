using System.Buffers;

namespace Basin.Experiments.Catalogs;

/// <summary>The lines of a <c>metrics.jsonl</c> that another process may be writing, in bounded memory.</summary>
internal static class MetricsFile
{
    private const int FirstBuffer = 1 << 16;
    private const int LongestLine = 1 << 20;

    /// <summary>Takes a line without its end; false when it cannot be read.</summary>
    public delegate bool LineReader(ReadOnlySpan<byte> line);

    /// <summary>Reads whole lines.</summary>
    /// <param name="path">The file; none is one without lines.</param>
    /// <param name="from">The offset of a line's first byte.</param>
    /// <param name="most">Bytes after which no new line is begun.</param>
    /// <param name="read">Told of each line.</param>
    /// <returns>Where the next line will begin, and how many lines could not be read; null when <paramref name="from"/> begins no line: the file was cut and written anew.</returns>
    public static (long Offset, long Unreadable)? Read(string path, long from, long most, LineReader read)
    {
        if (!File.Exists(path)) return from == 0 ? (0, 0) : null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (from < 0 || from > file.Length || !BeginsLine(file, from)) return null;
        var end = file.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var (offset, held, unreadable, isTooLong) = (from, 0, 0L, false);
            while (true)
            {
                // What is appended meanwhile is read another time.
                var count = file.Read(buffer, held, (int)Math.Min(buffer.Length - held, end - file.Position));
                if (count == 0) return (offset, unreadable);
                var filled = held + count;
                var begin = 0;
                for (int length; (length = buffer.AsSpan(begin, filled - begin).IndexOf((byte)'\n')) >= 0; begin += length + 1)
                {
                    if (isTooLong || !read(buffer.AsSpan(begin, length))) unreadable++;
                    isTooLong = false;
                    offset = file.Position - (filled - begin - length - 1);
                    if (offset - from >= most) return (offset, unreadable);
                }

                held = filled - begin;
                buffer.AsSpan(begin, held).CopyTo(buffer);
                if (held < buffer.Length) continue;
                if (held < LongestLine)
                {
                    buffer = Doubled(buffer);
                }
                else
                {
                    (isTooLong, held) = (true, 0);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool BeginsLine(FileStream file, long offset)
    {
        if (offset == 0) return true;
        file.Position = offset - 1;
        return file.ReadByte() == '\n';
    }

    private static byte[] Doubled(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
