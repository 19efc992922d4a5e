using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>
/// Writes the one inner loop of Basin: C (+)= Σ A·B for a tile of C that stays in registers.
/// </summary>
/// <remarks>
/// The sum runs over a list of segments, so that the rows of a convolution's window, or the two terms of a tangent, are
/// one loop and one store. Emitted at run time because the useful tiles are some hundreds and a process needs a dozen.
/// Every index in the generated method is a constant: what a loop over rows would be in source is written out here.
/// </remarks>
internal sealed class TileEmitter : KernelEmitter<TileCall>
{
    // Rows 0..6 are reached from one pointer as p + {0, 1, 2, 3, 4, 5, 2·3}·stride: what an x86 address can say.
    private const int RowsPerPointer = 7;

    private readonly TileShape _shape;
    private readonly int _run;
    private readonly LaneInstructions _lanes;
    private readonly LocalBuilder[,,] _sums;
    private readonly LocalBuilder[] _columns;
    private readonly LocalBuilder[] _rows;
    private readonly LocalBuilder[] _a;
    private readonly LocalBuilder[] _stride;
    private readonly LocalBuilder _b;
    private readonly LocalBuilder _c;
    private readonly LocalBuilder _termA;
    private readonly LocalBuilder _termB;
    private readonly LocalBuilder _left;
    private readonly LocalBuilder? _mask;

    private TileEmitter(ILGenerator il, TileShape shape)
        : base(il)
    {
        _shape = shape;
        _run = shape.Run == 0 ? shape.Rows : shape.Run;
        _lanes = new LaneInstructions(il, shape);
        _sums = new LocalBuilder[shape.Sets, shape.Rows, shape.Vectors];
        for (var set = 0; set < shape.Sets; set++)
        {
            for (var row = 0; row < shape.Rows; row++)
            {
                for (var vector = 0; vector < shape.Vectors; vector++) _sums[set, row, vector] = il.DeclareLocal(_lanes.Type);
            }
        }

        _columns = Locals(HoldsRows ? 1 : shape.Vectors, _lanes.Type);
        _rows = Locals(HoldsRows ? shape.Rows : 1, _lanes.Type);
        _a = Locals(shape.Rows / _run * PointersPerRun, typeof(nint));
        _stride = Locals(6, typeof(nint));
        _b = il.DeclareLocal(typeof(nint));
        _c = il.DeclareLocal(typeof(nint));
        _termA = il.DeclareLocal(typeof(nint));
        _termB = il.DeclareLocal(typeof(nint));
        _left = il.DeclareLocal(typeof(nint));
        _mask = shape.IsPartial ? il.DeclareLocal(_lanes.Type) : null;
    }

    private int PointersPerRun => (_run + RowsPerPointer - 1) / RowsPerPointer;

    /// <summary>Few rows and many vectors: keep the rows' numbers in registers and let B stream.</summary>
    private bool HoldsRows => _shape.Rows < _shape.Vectors;

    /// <summary>Writes the body of a static method that takes the address of a <see cref="TileCall"/>.</summary>
    public static void Emit(ILGenerator il, TileShape shape) => new TileEmitter(il, shape).EmitBody();

    private void EmitBody()
    {
        foreach (var sum in _sums)
        {
            _lanes.Zero();
            Set(sum);
        }

        EmitStrides();
        if (_mask is not null)
        {
            Field(nameof(TileCall.LastColumns));
            _lanes.Mask(_columns[0]);
            Set(_mask);
        }

        EmitSegments();
        EmitSetsTogether();
        EmitStores();
        Code.Emit(OpCodes.Ret);
    }

    private void EmitStrides()
    {
        Copy(nameof(TileCall.TermStrideA), _termA);
        Copy(nameof(TileCall.TermStrideB), _termB);
        Copy(nameof(TileCall.RowStrideA), _stride[1]);
        foreach (var multiple in new[] { 3, 5 })
        {
            if (_run <= multiple) break;
            Get(_stride[1]);
            Constant(multiple);
            Code.Emit(OpCodes.Mul);
            Set(_stride[multiple]);
        }
    }

    private void EmitSegments()
    {
        var segment = Code.DeclareLocal(typeof(nint));
        var end = Code.DeclareLocal(typeof(nint));
        var (next, done) = (Code.DefineLabel(), Code.DefineLabel());
        Copy(nameof(TileCall.Segments), segment);
        Get(segment);
        Field(nameof(TileCall.SegmentCount));
        Constant(Marshal.SizeOf<Segment>());
        Code.Emit(OpCodes.Mul);
        Code.Emit(OpCodes.Add);
        Set(end);
        Get(segment);
        Get(end);
        Code.Emit(OpCodes.Beq, done);

        Code.MarkLabel(next);
        Field(nameof(TileCall.A));
        SegmentField(segment, nameof(Segment.A));
        Code.Emit(OpCodes.Add);
        Set(_a[0]);
        for (var pointer = 1; pointer < _a.Length; pointer++)
        {
            if (pointer % PointersPerRun == 0)
            {
                Get(_a[pointer - PointersPerRun]);
                Field(nameof(TileCall.RunStrideA));
                Code.Emit(OpCodes.Add);
                Set(_a[pointer]);
                continue;
            }

            // 7 = 5 + 2 strides from the one before.
            Get(_a[pointer - 1]);
            Get(_stride[5]);
            Code.Emit(OpCodes.Add);
            Get(_stride[1]);
            Constant(2);
            Code.Emit(OpCodes.Mul);
            Code.Emit(OpCodes.Add);
            Set(_a[pointer]);
        }

        Field(nameof(TileCall.B));
        SegmentField(segment, nameof(Segment.B));
        Code.Emit(OpCodes.Add);
        Set(_b);
        SegmentField(segment, nameof(Segment.Length));
        Set(_left);
        EmitTerms();

        Get(segment);
        Constant(Marshal.SizeOf<Segment>());
        Code.Emit(OpCodes.Add);
        Set(segment);
        Get(segment);
        Get(end);
        Code.Emit(OpCodes.Bne_Un, next);
        Code.MarkLabel(done);
    }

    private void EmitTerms()
    {
        var done = Code.DefineLabel();
        if (_shape.Sets > 1)
        {
            var (several, rest) = (Code.DefineLabel(), Code.DefineLabel());
            Get(_left);
            Constant(_shape.Sets);
            Code.Emit(OpCodes.Blt, rest);
            Code.MarkLabel(several);
            for (var set = 0; set < _shape.Sets; set++) EmitTerm(set);
            Increase(_left, -_shape.Sets);
            Get(_left);
            Constant(_shape.Sets);
            Code.Emit(OpCodes.Bge, several);
            Code.MarkLabel(rest);
            Get(_left);
            Constant(0);
            Code.Emit(OpCodes.Ble, done);
        }

        var one = Code.DefineLabel();
        Code.MarkLabel(one);
        EmitTerm(0);
        Increase(_left, -1);
        Get(_left);
        Constant(0);
        Code.Emit(OpCodes.Bgt, one);
        Code.MarkLabel(done);
    }

    private void EmitTerm(int set)
    {
        if (HoldsRows)
        {
            for (var row = 0; row < _shape.Rows; row++)
            {
                BroadcastRow(row);
                Set(_rows[row]);
            }

            for (var vector = 0; vector < _shape.Vectors; vector++)
            {
                LoadColumns(vector);
                if (_shape.Rows > 1) Set(_columns[0]);
                for (var row = 0; row < _shape.Rows; row++)
                {
                    if (_shape.Rows > 1) Get(_columns[0]);
                    Get(_rows[row]);
                    AddTo(_sums[set, row, vector]);
                }
            }
        }
        else
        {
            for (var vector = 0; vector < _shape.Vectors; vector++)
            {
                LoadColumns(vector);
                Set(_columns[vector]);
            }

            for (var row = 0; row < _shape.Rows; row++)
            {
                BroadcastRow(row);
                if (_shape.Vectors > 1) Set(_rows[0]);
                for (var vector = 0; vector < _shape.Vectors; vector++)
                {
                    if (_shape.Vectors > 1) Get(_rows[0]);
                    Get(_columns[vector]);
                    AddTo(_sums[set, row, vector]);
                }
            }
        }

        foreach (var pointer in _a) Increase(pointer, _termA);
        Increase(_b, _termB);
    }

    private void BroadcastRow(int row)
    {
        var place = row % _run;
        Get(_a[(row / _run * PointersPerRun) + (place / RowsPerPointer)]);
        var (stride, scale) = (place % RowsPerPointer) switch
        {
            0 => (0, 0),
            6 => (3, 2),
            2 => (1, 2),
            4 => (1, 4),
            var odd => (odd, 1),
        };
        if (stride != 0)
        {
            Get(_stride[stride]);
            if (scale > 1)
            {
                Constant(scale);
                Code.Emit(OpCodes.Mul);
            }

            Code.Emit(OpCodes.Add);
        }

        _lanes.Broadcast();
    }

    private void LoadColumns(int vector)
    {
        AddressOf(_b, vector);
        if (_mask is not null && vector == _shape.Vectors - 1) _lanes.LoadPartial(_mask);
        else _lanes.Load();
    }

    /// <summary>x, y → sum += x·y.</summary>
    private void AddTo(LocalBuilder sum)
    {
        Get(sum);
        _lanes.MultiplyAdd();
        Set(sum);
    }

    private void EmitSetsTogether()
    {
        for (var width = _shape.Sets / 2; width > 0; width /= 2)
        {
            for (var set = 0; set < width; set++)
            {
                for (var row = 0; row < _shape.Rows; row++)
                {
                    for (var vector = 0; vector < _shape.Vectors; vector++)
                    {
                        Get(_sums[set, row, vector]);
                        Get(_sums[set + width, row, vector]);
                        _lanes.Add();
                        Set(_sums[set, row, vector]);
                    }
                }
            }
        }
    }

    private void EmitStores()
    {
        var (overwrite, done) = (Code.DefineLabel(), Code.DefineLabel());
        Copy(nameof(TileCall.C), _c);
        Copy(nameof(TileCall.RowStrideC), _termA);
        if (_run < _shape.Rows)
        {
            // From the last row of a run to the first of the next.
            Field(nameof(TileCall.RunStrideC));
            Get(_termA);
            Constant(_run - 1);
            Code.Emit(OpCodes.Mul);
            Code.Emit(OpCodes.Sub);
            Set(_termB);
        }

        Field(nameof(TileCall.Accumulate));
        Constant(0);
        Code.Emit(OpCodes.Beq, overwrite);
        EmitStores(accumulate: true);
        Code.Emit(OpCodes.Br, done);
        Code.MarkLabel(overwrite);
        EmitStores(accumulate: false);
        Code.MarkLabel(done);
    }

    private void EmitStores(bool accumulate)
    {
        for (var row = 0; row < _shape.Rows; row++)
        {
            for (var vector = 0; vector < _shape.Vectors; vector++)
            {
                var partial = _mask is not null && vector == _shape.Vectors - 1;
                AddressOf(_c, vector);
                if (partial) Get(_mask!);
                if (accumulate)
                {
                    AddressOf(_c, vector);
                    if (partial) _lanes.LoadPartial(_mask!);
                    else _lanes.Load();
                }

                Get(_sums[0, row, vector]);
                if (accumulate) _lanes.Add();
                if (partial) _lanes.StorePartial();
                else _lanes.Store();
            }

            if (row == _shape.Rows - 1) break;
            Increase(_c, (row + 1) % _run == 0 ? _termB : _termA);
        }
    }

    private void AddressOf(LocalBuilder pointer, int vector)
    {
        Get(pointer);
        if (vector == 0) return;
        Constant(vector * _shape.VectorBytes);
        Code.Emit(OpCodes.Add);
    }

    private void SegmentField(LocalBuilder segment, string name) => At<Segment>(name, () => Get(segment));
}
