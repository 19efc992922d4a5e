namespace Basin.Numerics.Kernels.Tiles;

/// <summary>The tile kernels of one vector width and precision, each compiled when it is first asked for.</summary>
internal sealed unsafe class TileSet
{
    private const int RowLimit = 32;
    private const int VectorLimit = 17;

    /// <summary>Runs of rows in a tile are shorter than this.</summary>
    public const int RunLimit = 7;

    private static readonly TileSet?[] Sets = new TileSet?[6];

    private readonly nint[] _vectorKernels = new nint[RowLimit * VectorLimit * 2];
    private readonly nint[] _scalarKernels = new nint[RowLimit * VectorLimit];
    private readonly nint[]?[] _runKernels = new nint[RunLimit][];
    private readonly nint[] _dotKernels = new nint[RowLimit * VectorLimit];
    private readonly nint[] _scalarDotKernels = new nint[RowLimit * VectorLimit];

    private TileSet(int bits, bool isDouble)
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

    /// <summary>Bytes of a number.</summary>
    public int ElementBytes => IsDouble ? 8 : 4;

    /// <summary>Bytes of a vector.</summary>
    public int VectorBytes => Bits / 8;

    /// <summary>Whether a kernel can load and store a part of a vector; otherwise the last columns go one by one.</summary>
    public bool HasMasks => Bits > 128;

    /// <summary>The kernels of that width and precision.</summary>
    public static TileSet Of(int bits, bool isDouble)
    {
        ref var set = ref Sets[((bits >> 8) * 2) + (isDouble ? 1 : 0)];
        return set ?? Interlocked.CompareExchange(ref set, new TileSet(bits, isDouble), null) ?? set;
    }

    /// <summary>The kernel for <paramref name="rows"/> × <paramref name="vectors"/>, the last of them partial or not.</summary>
    public delegate*<TileCall*, void> Kernel(int rows, int vectors, bool partial) =>
        Find(_vectorKernels, (((rows * VectorLimit) + vectors) * 2) + (partial ? 1 : 0), new TileShape(Bits, IsDouble, rows, vectors, partial), false);

    /// <summary>The kernel for <paramref name="rows"/> × <paramref name="columns"/> single numbers.</summary>
    public delegate*<TileCall*, void> ScalarKernel(int rows, int columns) =>
        Find(_scalarKernels, (rows * VectorLimit) + columns, new TileShape(0, IsDouble, rows, columns, false), false);

    /// <summary>The kernel whose rows are runs of <paramref name="run"/>, below <see cref="RunLimit"/>.</summary>
    public delegate*<TileCall*, void> RunKernel(int rows, int vectors, bool partial, bool scalar, int run)
    {
        ref var kernels = ref _runKernels[run];
        kernels ??= new nint[RowLimit * VectorLimit * 4];
        var index = (((((rows * VectorLimit) + vectors) * 2) + (partial ? 1 : 0)) * 2) + (scalar ? 1 : 0);
        return Find(kernels, index, new TileShape(scalar ? 0 : Bits, IsDouble, rows, vectors, partial, run), false);
    }

    /// <summary>The kernel of <see cref="DotEmitter"/> for <paramref name="rows"/> × <paramref name="columns"/> of C.</summary>
    public delegate*<TileCall*, void> DotKernel(int rows, int columns, bool scalar = false) =>
        Find(scalar ? _scalarDotKernels : _dotKernels, (rows * VectorLimit) + columns, new TileShape(scalar ? 0 : Bits, IsDouble, rows, columns, false), true);

    private static delegate*<TileCall*, void> Find(nint[] kernels, int index, in TileShape shape, bool dot)
    {
        var kernel = Volatile.Read(ref kernels[index]);
        if (kernel == 0) kernels[index] = kernel = Compile(shape, dot);
        return (delegate*<TileCall*, void>)kernel;
    }

    private static nint Compile(TileShape shape, bool dot)
    {
        var name = $"{(dot ? "Dot" : "Tile")}{shape.Bits}_{(shape.IsDouble ? "f64" : "f32")}_{shape.Rows}x{shape.Vectors}{(shape.Run > 0 ? $"r{shape.Run}" : "")}{(shape.IsPartial ? "p" : "")}";
        return KernelAssembly.Compile(name, il =>
        {
            if (dot) DotEmitter.Emit(il, shape);
            else TileEmitter.Emit(il, shape);
        });
    }
}
