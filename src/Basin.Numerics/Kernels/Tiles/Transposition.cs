using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>Copies of matrices with rows and columns exchanged.</summary>
internal static unsafe class Transposition
{
    /// <summary>target[j, i] = source[i, j], or += with <paramref name="accumulate"/>. Strides in bytes.</summary>
    public static void Copy(bool isDouble, byte* source, nint sourceStride, byte* target, nint targetStride, int rows, int columns, bool accumulate = false)
    {
        if (isDouble) Copy((double*)source, sourceStride / 8, (double*)target, targetStride / 8, rows, columns, accumulate);
        else Copy((float*)source, sourceStride / 4, (float*)target, targetStride / 4, rows, columns, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(float* source, nint sourceStride, float* target, nint targetStride, int rows, int columns, bool accumulate)
    {
        const int Block = 8;
        var (fullRows, fullColumns) = Avx.IsSupported ? (rows & ~(Block - 1), columns & ~(Block - 1)) : (0, 0);
        for (var i = 0; i < fullRows; i += Block)
        {
            for (var j = 0; j < fullColumns; j += Block)
                Block8(source + (i * sourceStride) + j, sourceStride, target + (j * targetStride) + i, targetStride, accumulate);
        }

        CopyRest(source, sourceStride, target, targetStride, 0, fullRows, fullColumns, columns, accumulate);
        CopyRest(source, sourceStride, target, targetStride, fullRows, rows, 0, columns, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(double* source, nint sourceStride, double* target, nint targetStride, int rows, int columns, bool accumulate)
    {
        const int Block = 4;
        var (fullRows, fullColumns) = Avx.IsSupported ? (rows & ~(Block - 1), columns & ~(Block - 1)) : (0, 0);
        for (var i = 0; i < fullRows; i += Block)
        {
            for (var j = 0; j < fullColumns; j += Block)
                Block4(source + (i * sourceStride) + j, sourceStride, target + (j * targetStride) + i, targetStride, accumulate);
        }

        CopyRest(source, sourceStride, target, targetStride, 0, fullRows, fullColumns, columns, accumulate);
        CopyRest(source, sourceStride, target, targetStride, fullRows, rows, 0, columns, accumulate);
    }

    private static void CopyRest<T>(T* source, nint sourceStride, T* target, nint targetStride, int firstRow, int endRow, int firstColumn, int endColumn, bool accumulate)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (nint j = firstColumn; j < endColumn; j++)
        {
            var to = target + (j * targetStride);
            var from = source + j;
            if (accumulate)
            {
                for (nint i = firstRow; i < endRow; i++) to[i] += from[i * sourceStride];
            }
            else
            {
                for (nint i = firstRow; i < endRow; i++) to[i] = from[i * sourceStride];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(float* s, nint stride, float* t, nint targetStride, bool accumulate)
    {
        // Halves of rows i and i + 4 side by side, so that no step crosses the middle of a register.
        var a0 = Vector256.Create(Vector128.Load(s), Vector128.Load(s + (4 * stride)));
        var a1 = Vector256.Create(Vector128.Load(s + stride), Vector128.Load(s + (5 * stride)));
        var a2 = Vector256.Create(Vector128.Load(s + (2 * stride)), Vector128.Load(s + (6 * stride)));
        var a3 = Vector256.Create(Vector128.Load(s + (3 * stride)), Vector128.Load(s + (7 * stride)));
        s += 4;
        var b0 = Vector256.Create(Vector128.Load(s), Vector128.Load(s + (4 * stride)));
        var b1 = Vector256.Create(Vector128.Load(s + stride), Vector128.Load(s + (5 * stride)));
        var b2 = Vector256.Create(Vector128.Load(s + (2 * stride)), Vector128.Load(s + (6 * stride)));
        var b3 = Vector256.Create(Vector128.Load(s + (3 * stride)), Vector128.Load(s + (7 * stride)));
        Quarter(a0, a1, a2, a3, t, targetStride, accumulate);
        Quarter(b0, b1, b2, b3, t + (4 * targetStride), targetStride, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3, float* t, nint stride, bool accumulate)
    {
        var low01 = Avx.UnpackLow(r0, r1);
        var high01 = Avx.UnpackHigh(r0, r1);
        var low23 = Avx.UnpackLow(r2, r3);
        var high23 = Avx.UnpackHigh(r2, r3);
        Put(Avx.Shuffle(low01, low23, 0x44), t, accumulate);
        Put(Avx.Shuffle(low01, low23, 0xEE), t + stride, accumulate);
        Put(Avx.Shuffle(high01, high23, 0x44), t + (2 * stride), accumulate);
        Put(Avx.Shuffle(high01, high23, 0xEE), t + (3 * stride), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(double* s, nint stride, double* t, nint targetStride, bool accumulate)
    {
        var a0 = Vector256.Create(Vector128.Load(s), Vector128.Load(s + (2 * stride)));
        var a1 = Vector256.Create(Vector128.Load(s + stride), Vector128.Load(s + (3 * stride)));
        var b0 = Vector256.Create(Vector128.Load(s + 2), Vector128.Load(s + (2 * stride) + 2));
        var b1 = Vector256.Create(Vector128.Load(s + stride + 2), Vector128.Load(s + (3 * stride) + 2));
        Put(Avx.UnpackLow(a0, a1), t, accumulate);
        Put(Avx.UnpackHigh(a0, a1), t + targetStride, accumulate);
        Put(Avx.UnpackLow(b0, b1), t + (2 * targetStride), accumulate);
        Put(Avx.UnpackHigh(b0, b1), t + (3 * targetStride), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(Vector256<T> value, T* target, bool accumulate)
        where T : unmanaged => (accumulate ? Vector256.Load(target) + value : value).Store(target);
}
