using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>The tile kernels of one vector width and precision, each compiled when it is first asked for.</summary>
internal sealed unsafe class TileSet
{
    private const int RowLimit = 32;
    private const int VectorLimit = 17;

    /// <summary>Runs of rows in a tile are shorter than this.</summary>
    public const int RunLimit = 7;

    private static readonly TileSet?[] Sets = new TileSet?[6];

    private readonly int[] _maxRows = new int[VectorLimit];
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
        LaneShift = BitOperations.Log2((uint)Lanes);
        for (var vectors = 1; vectors < VectorLimit; vectors++) _maxRows[vectors] = TileShape.MaxRows(bits, vectors);
    }

    /// <summary>The width of a vector.</summary>
    public int Bits { get; }

    /// <summary>float64 rather than float32.</summary>
    public bool IsDouble { get; }

    /// <summary>Numbers in a vector.</summary>
    public int Lanes { get; }

    /// <summary>The logarithm of <see cref="Lanes"/> to base 2.</summary>
    public int LaneShift { get; }

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

    /// <summary>The most rows of a tile of so many vectors; see <see cref="TileShape.MaxRows"/>.</summary>
    public int MaxRows(int vectors) => _maxRows[vectors];

    /// <summary>The kernel for <paramref name="rows"/> × <paramref name="vectors"/>, the last of them partial or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public delegate*<TileCall*, void> Kernel(int rows, int vectors, bool partial)
    {
        var kernel = _vectorKernels[(((rows * VectorLimit) + vectors) * 2) + (partial ? 1 : 0)];
        return (delegate*<TileCall*, void>)(kernel != 0 ? kernel : MakeKernel(rows, vectors, partial));
    }

    /// <summary>The kernel for <paramref name="rows"/> × <paramref name="columns"/> single numbers.</summary>
    public delegate*<TileCall*, void> ScalarKernel(int rows, int columns)
    {
        ref var kernel = ref _scalarKernels[(rows * VectorLimit) + columns];
        if (kernel == 0) kernel = Compile(new TileShape(0, IsDouble, rows, columns, false), false);
        return (delegate*<TileCall*, void>)kernel;
    }

    /// <summary>The kernel of <see cref="Kernel"/> or <see cref="ScalarKernel"/>, as the panel asks.</summary>
    public delegate*<TileCall*, void> KernelFor(int rows, in Panel panel) =>
        panel.IsScalar ? ScalarKernel(rows, panel.Vectors) : Kernel(rows, panel.Vectors, panel.IsPartial);

    /// <summary>The kernel whose rows are runs of <paramref name="run"/>, below <see cref="RunLimit"/>.</summary>
    public delegate*<TileCall*, void> RunKernelFor(int rows, in Panel panel, int run)
    {
        ref var kernels = ref _runKernels[run];
        kernels ??= new nint[RowLimit * VectorLimit * 4];
        ref var kernel = ref kernels[(((((rows * VectorLimit) + panel.Vectors) * 2) + (panel.IsPartial ? 1 : 0)) * 2) + (panel.IsScalar ? 1 : 0)];
        if (kernel == 0) kernel = Compile(new TileShape(panel.IsScalar ? 0 : Bits, IsDouble, rows, panel.Vectors, panel.IsPartial, run), false);
        return (delegate*<TileCall*, void>)kernel;
    }

    /// <summary>The kernel of <see cref="DotEmitter"/> for <paramref name="rows"/> × <paramref name="columns"/> of C.</summary>
    public delegate*<TileCall*, void> DotKernel(int rows, int columns, bool scalar = false)
    {
        ref var kernel = ref (scalar ? _scalarDotKernels : _dotKernels)[(rows * VectorLimit) + columns];
        if (kernel == 0) kernel = Compile(new TileShape(scalar ? 0 : Bits, IsDouble, rows, columns, false), true);
        return (delegate*<TileCall*, void>)kernel;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint MakeKernel(int rows, int vectors, bool partial) =>
        _vectorKernels[(((rows * VectorLimit) + vectors) * 2) + (partial ? 1 : 0)] = Compile(new TileShape(Bits, IsDouble, rows, vectors, partial), false);

    [MethodImpl(MethodImplOptions.NoInlining)]
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
