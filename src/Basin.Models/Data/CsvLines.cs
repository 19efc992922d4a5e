namespace Basin.Models.Data;

/// <summary>The lines of a text file that hold anything: not blank, not a comment (#), without line ends and byte-order mark.</summary>
internal sealed class CsvLines(ByteSource source)
{
    private const int MaximumLine = 1 << 26;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;
    private bool _begun;

    /// <summary>The number of the line last read, from 1, counting blank lines and comments.</summary>
    public int Number { get; private set; }

    /// <summary>Moves to the next line; it is valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (!_begun) SkipMark();
        while (TryReadAny(out line))
        {
            Number++;
            if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
            var content = line.TrimStart(" \t"u8);
            if (content.Length > 0 && content[0] != '#') return true;
        }

        return false;
    }

    private bool TryReadAny(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0 || _ended)
            {
                var length = at >= 0 ? searched + at : _end - _start;
                line = _buffer.AsSpan(_start, length);
                var any = at >= 0 || length > 0;
                _start = Math.Min(_start + length + 1, _end);
                return any;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_end >= MaximumLine)
                throw BadInputException.At(source.Name, $"line {Number + 1} is longer than {MaximumLine:N0} bytes", "lines of numbers", "It is no CSV file.");
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var count = source.Read(_buffer.AsSpan(_end));
        _ended = count == 0;
        _end += count;
    }

    private void SkipMark()
    {
        _begun = true;
        Fill();
        var text = _buffer.AsSpan(0, _end);
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw BadInputException.At(source.Name, "UTF-16 text", "UTF-8", "Save it as UTF-8.");
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _start = 3;
    }
}
