using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>partials[chunk, c] = Σ over the chunk's rows of x[r, c], where rows are a stride apart.</summary>
internal readonly unsafe struct ColumnSum<T>(T* x, int columns, int stride, T* partials) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T> =>
        Add<S>(x + ((long)start * stride), columns, stride, end - start, partials + ((long)chunk * columns));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<S>(T* x, int columns, int stride, int rows, T* sums)
        where S : unmanaged, ISimd<S, T>
    {
        for (var c = 0; c < columns; c += S.Count)
        {
            // Four sums side by side, because an addition waits for the one before it.
            var rest = columns - c;
            S s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero;
            var r = 0;
            if (rest >= S.Count)
            {
                for (; r <= rows - 4; r += 4)
                {
                    var row = x + ((long)r * stride) + c;
                    s0 += S.Load(row);
                    s1 += S.Load(row + stride);
                    s2 += S.Load(row + (2L * stride));
                    s3 += S.Load(row + (3L * stride));
                }
            }

            for (; r < rows; r++) s0 += S.Load(x + ((long)r * stride) + c, rest);
            S.Store((s0 + s1) + (s2 + s3), sums + c, rest);
        }
    }
}
