using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>How the columns of B and C are cut into panels, and how a panel of B is copied so that its terms are adjacent.</summary>
internal readonly unsafe struct PanelPlan
{
    private readonly int _columns;
    private readonly int _vectors;
    private readonly int _vectorPanels;
    private readonly int _remainder;
    private readonly short _bits;
    private readonly bool _isDouble;

    /// <summary>Cuts <paramref name="columns"/> columns for tiles that have about <paramref name="rows"/> rows to cover.</summary>
    public PanelPlan(TileSet set, int columns, int rows)
    {
        (_bits, _isDouble, _columns) = ((short)set.Bits, set.IsDouble, columns);
        var remainder = columns & (set.Lanes - 1);
        _vectors = columns >> set.LaneShift;
        if (set.HasMasks && remainder > 0) (_vectors, remainder) = (_vectors + 1, 0);
        _remainder = remainder;
        if (_vectors <= 2 && set.HasMasks)
        {
            (_vectorPanels, Width) = (1, _vectors);
        }
        else if (_vectors > 0)
        {
            var width = VectorsFor(set.Bits, rows, _vectors);
            _vectorPanels = (_vectors + width - 1) / width;
            Width = (_vectors + _vectorPanels - 1) / _vectorPanels;
        }
        else
        {
            Width = 1;
        }

        MaxRows = set.MaxRows(Width);
        if (_remainder > 0) MaxRows = Math.Min(MaxRows, set.MaxRows(_remainder));
    }

    /// <summary>Vectors of the widest panel.</summary>
    public int Width { get; }

    /// <summary>The most rows that a tile of any of the panels can have.</summary>
    public int MaxRows { get; }

    /// <summary>How many panels.</summary>
    public int Count => _vectorPanels + (_remainder > 0 ? 1 : 0);

    /// <summary>The kernels for these panels.</summary>
    public TileSet Set => TileSet.Of(_bits, _isDouble);

    /// <summary>Bytes of one term of B, all panels, packed.</summary>
    public long PackedTermBytes => ((long)_vectors * (_bits / 8)) + ((long)_remainder * (_isDouble ? 8 : 4));

    /// <summary>The panel of that index.</summary>
    public Panel this[int index]
    {
        get
        {
            var lanes = _bits / (_isDouble ? 64 : 32);
            if (index == _vectorPanels)
                return new Panel(_vectors * lanes, _remainder, _remainder, false, true, _remainder * (_isDouble ? 8 : 4));
            var (first, end) = (0, _vectors);
            if (_vectorPanels > 1)
            {
                first = (int)((long)_vectors * index / _vectorPanels);
                end = (int)((long)_vectors * (index + 1) / _vectorPanels);
            }

            var columns = Math.Min((end - first) * lanes, _columns - (first * lanes));
            return new Panel(first * lanes, columns, end - first, (columns & (lanes - 1)) != 0, false, (end - first) * (_bits / 8));
        }
    }

    /// <summary>Copies terms of one panel of B.</summary>
    /// <param name="panel">Of this plan.</param>
    /// <param name="source">B, element (first term, 0).</param>
    /// <param name="termStride">From one term to the next, in bytes.</param>
    /// <param name="columnStride">From one column to the next, in bytes.</param>
    /// <param name="terms">How many terms.</param>
    /// <param name="target">Where the panel's first of these terms goes.</param>
    public void Pack(in Panel panel, byte* source, nint termStride, nint columnStride, int terms, byte* target)
    {
        var size = _isDouble ? 8 : 4;
        source += panel.Column * columnStride;
        if (columnStride == size)
        {
            CopyTerms(source, termStride, target, panel.PackedStride, (uint)(panel.Columns * size), terms);
        }
        else if (termStride == size)
        {
            Transposition.Copy(_isDouble, source, columnStride, target, panel.PackedStride, panel.Columns, terms);
        }
        else if (_isDouble)
        {
            Gather((double*)source, termStride / 8, columnStride / 8, (double*)target, panel.PackedStride / 8, panel.Columns, terms);
        }
        else
        {
            Gather((float*)source, termStride / 4, columnStride / 4, (float*)target, panel.PackedStride / 4, panel.Columns, terms);
        }
    }

    private static void CopyTerms(byte* source, nint termStride, byte* target, nint stride, uint bytes, int terms)
    {
        if (bytes == 128)
        {
            // The usual panel, two vectors of 512 bits: a length known to the compiler spares a call a term.
            for (var term = 0; term < terms; term++) Unsafe.CopyBlockUnaligned(target + (term * stride), source + (term * termStride), 128);
            return;
        }

        for (var term = 0; term < terms; term++) Buffer.MemoryCopy(source + (term * termStride), target + (term * stride), bytes, bytes);
    }

    private static void Gather<T>(T* source, nint termStride, nint columnStride, T* target, nint stride, int columns, int terms)
        where T : unmanaged
    {
        for (var term = 0; term < terms; term++)
        {
            for (var column = 0; column < columns; column++)
                target[(term * stride) + column] = source[(term * termStride) + (column * columnStride)];
        }
    }

    /// <summary>How many vectors of columns a tile has: as square as the registers allow, wider when there are few rows.</summary>
    private static int VectorsFor(int bits, int rows, int vectors)
    {
        var width = bits == 512
            ? rows switch
            {
                1 => 16,
                2 => 12,
                3 => 8,
                4 => 6,
                5 => 5,
                6 => 4,
                <= 9 => 3,
                _ => vectors is 3 or 5 or 7 ? 3 : 2,
            }
            : rows switch
            {
                1 => 12,
                2 => 6,
                3 => 4,
                4 => 3,
                _ => vectors is 3 or 5 ? 3 : 2,
            };
        return Math.Min(width, vectors);
    }
}
