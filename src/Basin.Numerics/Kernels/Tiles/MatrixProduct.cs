using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>One call of <see cref="Gemm"/>: chooses the way that moves the least memory, from the sizes and strides alone.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe ref struct MatrixProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Up to so many rows of A (or columns of B) a product of rows by rows is not worth packing for.
    private const int FewRows = 8;

    // From so many rows on, adjacent panels of B repay their copy when B is larger than the cache keeps.
    private const int ManyRows = 96;
    private const int LargeBytes = 192 * 1024;

    private readonly int _bits;
    private readonly int _m;
    private readonly int _n;
    private readonly int _k;
    private readonly Matrix<T> _a;
    private readonly Matrix<T> _b;
    private readonly Matrix<T> _a2;
    private readonly Matrix<T> _b2;
    private readonly T* _c;
    private readonly int _rowStrideC;
    private readonly bool _accumulate;

    /// <summary>C (+)= A·B [+ A₂·B₂]; the second pair is absent when <paramref name="a2"/> has no data, and otherwise has the strides of the first.</summary>
    public MatrixProduct(int bits, int m, int n, int k, Matrix<T> a, Matrix<T> b, Matrix<T> a2, Matrix<T> b2, T* c, int rowStrideC, bool accumulate)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"The kernels work on float and double, not on {typeof(T).Name}.");
        (_bits, _m, _n, _k, _rowStrideC, _accumulate) = (bits, m, n, k, rowStrideC, accumulate);
        (_a, _b, _a2, _b2) = (a, b, a2, b2);
        _c = c;
    }

    private readonly bool HasTwo => _a2.Data != null;

    private readonly TileSet Set => TileSet.Of(_bits, typeof(T) == typeof(double));

    /// <summary>Computes it.</summary>
    public void Run(Workers workers)
    {
        if (_m <= 0 || _n <= 0) return;
        if (_n == 1 && _k > 1)
        {
            RunColumn(workers);
        }
        else if (_n == 1 || _k == 1 || _b.ColumnStride == 1)
        {
            if (_k == 1 && _n > 1 && _b.ColumnStride != 1) RunPacked(workers);
            else RunDirect(workers);
        }
        else if (_m <= FewRows && _b.RowStride == 1)
        {
            RunDot(workers);
        }
        else if (((long)_m * _n) + (_a.RowStride == 1 ? 0 : (long)_m * _k) < (long)_n * _k)
        {
            RunTransposed(workers);
        }
        else
        {
            RunPacked(workers);
        }
    }

    private readonly Product Describe(int m, int n, Matrix<T> a, Matrix<T> b, Matrix<T> a2, Matrix<T> b2, T* c, nint rowStrideC, bool accumulate) => new()
    {
        Rows = m,
        Columns = n,
        Terms = _k,
        Operands = HasTwo ? 2 : 1,
        A1 = (byte*)a.Data,
        A2 = (byte*)a2.Data,
        B1 = (byte*)b.Data,
        B2 = (byte*)b2.Data,
        C = (byte*)c,
        RowStrideA = (nint)a.RowStride * sizeof(T),
        TermStrideA = (nint)a.ColumnStride * sizeof(T),
        TermStrideB = (nint)b.RowStride * sizeof(T),
        RowStrideC = rowStrideC * sizeof(T),
        Accumulate = accumulate,
    };

    private void RunDirect(Workers workers)
    {
        if (_m >= ManyRows && (long)_k * _n * sizeof(T) > LargeBytes)
        {
            RunPacked(workers);
            return;
        }

        var product = Describe(_m, _n, _a, _b, _a2, _b2, _c, _rowStrideC, _accumulate);
        product.Plan(Set);
        product.Run(workers);
    }

    private readonly void RunPacked(Workers workers)
    {
        var product = Describe(_m, _n, _a, _b, _a2, _b2, _c, _rowStrideC, _accumulate);
        product.Plan(Set);
        PackInto(ref product, workers, _b, _b2);
        product.Run(workers);
    }

    /// <summary>Cᵀ = Bᵀ·Aᵀ, when A is smaller than B: the smaller one is packed, and C is transposed on its way out.</summary>
    private readonly void RunTransposed(Workers workers)
    {
        var stride = ((nint)_m + 15) & ~(nint)15;
        var direct = _m == 1 && !_accumulate ? _c : null;
        var result = direct != null ? direct : (T*)Scratch.Take(ScratchUse.ProductResult, (long)_n * stride * sizeof(T));
        var product = Describe(_n, _m, _b.Transposed, _a.Transposed, _b2.Transposed, _a2.Transposed, result, direct != null ? 1 : stride, false);
        if (direct == null)
        {
            product.TransposedC = (byte*)_c;
            product.TransposedStride = (nint)_rowStrideC * sizeof(T);
            product.TransposedAccumulate = _accumulate;
        }

        product.Plan(Set);
        if (_a.RowStride != 1) PackInto(ref product, workers, _a.Transposed, _a2.Transposed);
        product.Run(workers);
    }

    /// <summary>y = A·x. Rows of A that are adjacent in memory are the columns of Aᵀ: then yᵀ = xᵀ·Aᵀ is the fast way.</summary>
    private void RunColumn(Workers workers)
    {
        if (_a.ColumnStride == 1 || _m == 1)
        {
            RunDot(workers);
            return;
        }

        if (_a.RowStride != 1)
        {
            RunDirect(workers);
            return;
        }

        var contiguous = _rowStrideC == 1;
        var y = contiguous ? _c : (T*)Scratch.Take(ScratchUse.ProductResult, (long)_m * sizeof(T));
        var product = Describe(1, _m, _b.Transposed, _a.Transposed, _b2.Transposed, _a2.Transposed, y, _m, contiguous && _accumulate);
        if (!contiguous)
        {
            product.TransposedC = (byte*)_c;
            product.TransposedStride = (nint)_rowStrideC * sizeof(T);
            product.TransposedAccumulate = _accumulate;
        }

        product.Plan(Set);
        product.Run(workers);
    }

    private readonly void RunDot(Workers workers)
    {
        var product = new DotProduct
        {
            Rows = _m,
            Columns = _n,
            Terms = _k,
            C = (byte*)_c,
            RowStrideC = (nint)_rowStrideC * sizeof(T),
            Accumulate = _accumulate,
        };
        for (var operand = 0; operand < (HasTwo ? 2 : 1); operand++)
        {
            var a = operand == 0 ? _a : _a2;
            var b = operand == 0 ? _b : _b2;
            // One row or column needs no stride from its own first element, but its terms must be adjacent.
            var extra = (a.ColumnStride == 1 ? 0L : (long)_m * _k) + (b.RowStride == 1 ? 0L : _k);
            var scratch = extra == 0 ? null : (T*)Scratch.Take(ScratchUse.ProductOperands, extra * sizeof(T));
            if (b.RowStride != 1)
            {
                for (var k = 0; k < _k; k++) scratch[k] = b.Data[(long)k * b.RowStride];
                b = new Matrix<T>(scratch, 1, _k);
                scratch += _k;
            }

            if (a.ColumnStride != 1)
            {
                for (var i = 0; i < _m; i++)
                {
                    for (var k = 0; k < _k; k++) scratch[((long)i * _k) + k] = a.Data[((long)i * a.RowStride) + ((long)k * a.ColumnStride)];
                }

                a = new Matrix<T>(scratch, _k);
            }

            product.A = (byte*)a.Data;
            product.B = (byte*)b.Data;
            product.RowStrideA = (nint)a.RowStride * sizeof(T);
            product.ColumnStrideB = (nint)b.ColumnStride * sizeof(T);
            product.Accumulate = _accumulate || operand > 0;
            product.Plan(Set);
            product.Run(workers);
        }
    }

    private readonly void PackInto(ref Product product, Workers workers, Matrix<T> b, Matrix<T> b2)
    {
        var bytes = product.PackedBytes;
        var packed = Scratch.Take(ScratchUse.ProductOperands, bytes * product.Operands);
        fixed (Product* address = &product)
        {
            var packing = new Packing
            {
                Product = address,
                Source1 = (byte*)b.Data,
                Source2 = (byte*)b2.Data,
                TermStride = (nint)b.RowStride * sizeof(T),
                ColumnStride = (nint)b.ColumnStride * sizeof(T),
                Packed = packed,
                Bytes = bytes,
            };
            workers.Run(product.PanelCount, &Packing.RunChunk, (nint)(&packing));
        }

        product.B1 = packed;
        product.B2 = packed + bytes;
        product.IsPacked = true;
    }

    private struct Packing
    {
        public Product* Product;
        public byte* Source1;
        public byte* Source2;
        public byte* Packed;
        public nint TermStride;
        public nint ColumnStride;
        public long Bytes;

        public static void RunChunk(nint state, int panel)
        {
            var self = (Packing*)state;
            self->Product->Pack(panel, self->Source1, self->TermStride, self->ColumnStride, self->Packed);
            if (self->Source2 != null) self->Product->Pack(panel, self->Source2, self->TermStride, self->ColumnStride, self->Packed + self->Bytes);
        }
    }
}
