namespace Basin.Numerics.Kernels.Tiles;

/// <summary>The tile kernels of one vector width and precision, each compiled when it is first asked for.</summary>
internal sealed unsafe class TileSet
{
    private const int RowLimit = 32;
    private const int VectorLimit = 17;

    private readonly nint[] _kernels = new nint[2 * RowLimit * VectorLimit * 2];

    /// <summary>The kernels for vectors of <paramref name="bits"/> bits.</summary>
    public TileSet(int bits, bool isDouble)
    {
        Bits = bits;
        IsDouble = isDouble;
        Lanes = bits / (isDouble ? 64 : 32);
    }

    /// <summary>The width of a vector.</summary>
    public int Bits { get; }

    /// <summary>float64 rather than float32.</summary>
    public bool IsDouble { get; }

    /// <summary>Numbers in a vector.</summary>
    public int Lanes { get; }

    /// <summary>The kernels for float32 and float64 at the width this process uses.</summary>
    public static TileSet Single { get; } = new(SimdLevel.Bits, false);

    /// <inheritdoc cref="Single"/>
    public static TileSet Double { get; } = new(SimdLevel.Bits, true);

    /// <summary>The kernel of that tile.</summary>
    /// <param name="rows">Rows, at most <see cref="TileShape.MaxRows"/>.</param>
    /// <param name="vectors">Vectors; columns when <paramref name="scalar"/>.</param>
    /// <param name="partial">Whether the last vector is partial.</param>
    /// <param name="scalar">Single columns instead of vectors: the portable remainder.</param>
    public delegate*<TileCall*, void> Kernel(int rows, int vectors, bool partial, bool scalar = false)
    {
        var index = (((((scalar ? 1 : 0) * RowLimit) + rows) * VectorLimit) + vectors) * 2 + (partial ? 1 : 0);
        var kernel = _kernels[index];
        if (kernel == 0) _kernels[index] = kernel = Compile(rows, vectors, partial, scalar);
        return (delegate*<TileCall*, void>)kernel;
    }

    private nint Compile(int rows, int vectors, bool partial, bool scalar)
    {
        var shape = new TileShape(scalar ? 0 : Bits, IsDouble, rows, vectors, partial);
        var name = $"Tile{shape.Bits}_{(IsDouble ? "f64" : "f32")}_{rows}x{vectors}{(partial ? "p" : "")}";
        return KernelAssembly.Compile(name, il => TileEmitter.Emit(il, shape));
    }
}
