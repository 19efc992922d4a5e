using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>
/// Writes the loop for products of adjacent rows: C[i, j] (+)= Σₖ A[i, k]·B[j, k] with k adjacent in both, for a few i
/// and j at a time. It saves packing B when there are too few rows of A to pay for that.
/// </summary>
/// <remarks>
/// Takes a <see cref="TileCall"/> with one segment; <see cref="TileCall.TermStrideB"/> leads from one j to the next.
/// At 128 bits the length must be a multiple of the lanes; the rest is a call of the kernel of single numbers.
/// </remarks>
internal sealed class DotEmitter : KernelEmitter<TileCall>
{
    private readonly TileShape _shape;
    private readonly LaneInstructions _lanes;
    private readonly LocalBuilder[,] _sums;
    private readonly LocalBuilder[] _a;
    private readonly LocalBuilder[] _b;
    private readonly LocalBuilder[] _columns;
    private readonly LocalBuilder _row;
    private readonly LocalBuilder _left;
    private readonly LocalBuilder _offset;
    private readonly LocalBuilder _stride;
    private readonly LocalBuilder? _mask;

    private DotEmitter(ILGenerator il, TileShape shape)
        : base(il)
    {
        _shape = shape;
        _lanes = new LaneInstructions(il, shape);
        _sums = new LocalBuilder[shape.Rows, shape.Vectors];
        for (var i = 0; i < shape.Rows; i++)
        {
            for (var j = 0; j < shape.Vectors; j++) _sums[i, j] = il.DeclareLocal(_lanes.Type);
        }

        _a = Locals(shape.Rows, typeof(nint));
        _b = Locals(shape.Vectors, typeof(nint));
        _columns = Locals(shape.Vectors, _lanes.Type);
        _row = il.DeclareLocal(_lanes.Type);
        _left = il.DeclareLocal(typeof(nint));
        _offset = il.DeclareLocal(typeof(nint));
        _stride = il.DeclareLocal(typeof(nint));
        _mask = shape.Bits > 128 ? il.DeclareLocal(_lanes.Type) : null;
    }

    /// <summary>The most rows and columns of C at that width.</summary>
    public static (int Rows, int Columns) Largest(int bits) => bits == 512 ? (4, 4) : (3, 3);

    /// <summary>Writes the body; <see cref="TileShape.Vectors"/> is the number of rows of B.</summary>
    public static void Emit(ILGenerator il, TileShape shape) => new DotEmitter(il, shape).EmitBody();

    private void EmitBody()
    {
        foreach (var sum in _sums)
        {
            _lanes.Zero();
            Set(sum);
        }

        EmitPointers(_a, nameof(TileCall.A), nameof(TileCall.RowStrideA));
        EmitPointers(_b, nameof(TileCall.B), nameof(TileCall.TermStrideB));
        Field(nameof(TileCall.Segments));
        Constant((int)Marshal.OffsetOf<Segment>(nameof(Segment.Length)));
        Code.Emit(OpCodes.Add);
        Code.Emit(OpCodes.Ldind_I);
        Set(_left);
        Constant(0);
        Set(_offset);

        var lanes = _shape.VectorBytes / _shape.ElementBytes;
        var (loop, rest, done) = (Code.DefineLabel(), Code.DefineLabel(), Code.DefineLabel());
        GotoIfLess(lanes, rest);
        Code.MarkLabel(loop);
        EmitTerms(partial: false);
        Increase(_offset, _shape.VectorBytes);
        Increase(_left, -lanes);
        Get(_left);
        Constant(lanes);
        Code.Emit(OpCodes.Bge, loop);
        Code.MarkLabel(rest);
        if (_mask is not null)
        {
            GotoIfLess(1, done);
            Get(_left);
            _lanes.Mask(_row);
            Set(_mask);
            EmitTerms(partial: true);
            Code.MarkLabel(done);
        }

        EmitStores();
        Code.Emit(OpCodes.Ret);
    }

    private void EmitPointers(LocalBuilder[] pointers, string start, string stride)
    {
        Field(stride);
        Set(_stride);
        for (var i = 0; i < pointers.Length; i++)
        {
            if (i == 0)
            {
                Field(start);
            }
            else
            {
                Get(pointers[i - 1]);
                Get(_stride);
                Code.Emit(OpCodes.Add);
            }

            Set(pointers[i]);
        }
    }

    private void EmitTerms(bool partial)
    {
        for (var j = 0; j < _shape.Vectors; j++)
        {
            Load(_b[j], partial);
            Set(_columns[j]);
        }

        for (var i = 0; i < _shape.Rows; i++)
        {
            Load(_a[i], partial);
            Set(_row);
            for (var j = 0; j < _shape.Vectors; j++)
            {
                Get(_row);
                Get(_columns[j]);
                Get(_sums[i, j]);
                _lanes.MultiplyAdd();
                Set(_sums[i, j]);
            }
        }
    }

    private void Load(LocalBuilder pointer, bool partial)
    {
        Get(pointer);
        Get(_offset);
        Code.Emit(OpCodes.Add);
        if (partial) _lanes.LoadPartial(_mask!);
        else _lanes.Load();
    }

    private void EmitStores()
    {
        var element = _shape.IsDouble ? typeof(double) : typeof(float);
        var accumulate = Code.DefineLabel();
        Field(nameof(TileCall.RowStrideC));
        Set(_stride);
        Field(nameof(TileCall.C));
        Set(_left);
        for (var i = 0; i < _shape.Rows; i++)
        {
            for (var j = 0; j < _shape.Vectors; j++)
            {
                var overwrite = Code.DefineLabel();
                var value = Code.DeclareLocal(element);
                Get(_sums[i, j]);
                _lanes.Sum();
                Set(value);
                Field(nameof(TileCall.Accumulate));
                Constant(0);
                Code.Emit(OpCodes.Beq, overwrite);
                Get(value);
                Address(j);
                Code.Emit(OpCodes.Ldobj, element);
                Code.Emit(OpCodes.Add);
                Set(value);
                Code.MarkLabel(overwrite);
                Address(j);
                Get(value);
                Code.Emit(OpCodes.Stobj, element);
            }

            Get(_left);
            Get(_stride);
            Code.Emit(OpCodes.Add);
            Set(_left);
        }
    }

    private void Address(int column)
    {
        Get(_left);
        Constant(column * _shape.ElementBytes);
        Code.Emit(OpCodes.Add);
    }

    private void GotoIfLess(int bound, Label label)
    {
        Get(_left);
        Constant(bound);
        Code.Emit(OpCodes.Blt, label);
    }
}
