using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>y[r, c] = f(x[r, c], row[c]); y may be x.</summary>
internal readonly unsafe struct RowBroadcast<T, TFunction>(T* x, T* row, int columns, T* y) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var width = columns;
        var shared = row;
        for (var r = start; r < end; r++)
        {
            T* from = x + ((long)r * width), to = y + ((long)r * width);
            for (var c = 0; c < width; c += S.Count)
            {
                var rest = width - c;
                S.Store(TFunction.Value<S, T>(S.Load(from + c, rest), S.Load(shared + c, rest), TFunction.ReadsOutput ? S.Load(to + c, rest) : S.Zero), to + c, rest);
            }
        }
    }
}
