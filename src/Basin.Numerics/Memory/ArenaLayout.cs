namespace Basin.Numerics.Memory;

/// <summary>
/// Places arrays with known lifetimes in one arena, so that arrays that never live together share memory.
/// Greedy, largest first: each takes the lowest gap between the already placed arrays that it overlaps in time.
/// </summary>
public sealed class ArenaLayout
{
    /// <summary>A time that never comes: the array keeps its memory for good.</summary>
    public const int Forever = int.MaxValue;

    private readonly List<Block> _blocks = [];

    /// <summary>Elements that <see cref="Place"/> found necessary.</summary>
    public long Length { get; private set; }

    /// <summary>Asks for an array that holds something from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    /// <returns>A ticket for <see cref="OffsetOf"/>.</returns>
    public int Reserve(long length, int from, int to)
    {
        _blocks.Add(new Block(length, Math.Min(from, to), Math.Max(from, to)));
        return _blocks.Count - 1;
    }

    /// <summary>Decides all offsets, in multiples of <paramref name="alignment"/> elements.</summary>
    public void Place(int alignment)
    {
        var placed = new List<Block>();
        var order = Enumerable.Range(0, _blocks.Count).OrderByDescending(i => _blocks[i].Length).ThenBy(i => i);
        foreach (var block in order.Select(i => _blocks[i]))
        {
            var rounded = (Math.Max(block.Length, 1) + alignment - 1) / alignment * alignment;
            long offset = 0;
            foreach (var other in placed)
            {
                if (!block.Meets(other)) continue;
                if (other.Offset - offset >= rounded) break;
                offset = Math.Max(offset, other.End);
            }

            block.Offset = offset;
            block.End = offset + rounded;
            Length = Math.Max(Length, block.End);
            placed.Insert(PositionByOffset(placed, offset), block);
        }
    }

    /// <summary>Where a reserved array begins, in elements.</summary>
    public long OffsetOf(int ticket) => _blocks[ticket].Offset;

    private static int PositionByOffset(List<Block> placed, long offset)
    {
        var position = placed.Count;
        while (position > 0 && placed[position - 1].Offset > offset) position--;
        return position;
    }

    private sealed class Block(long length, int from, int to)
    {
        public long Length { get; } = length;

        public long Offset { get; set; }

        public long End { get; set; }

        public bool Meets(Block other) => From <= other.To && other.From <= To;

        private int From { get; } = from;

        private int To { get; } = to;
    }
}
