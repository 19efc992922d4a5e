using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Softmax;

/// <summary>ẏ = ẋ − ⟨p, ẋ⟩ with p = exp y, row by row.</summary>
internal readonly unsafe struct LogSoftmaxTangent<T>(T* y, T* v, T* result, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        for (var row = start; row < end; row++)
        {
            var offset = (long)row * count;
            T* y0 = y + offset, v0 = v + offset, to = result + offset;
            var sum = S.Zero;
            for (var i = 0; i < count; i += S.Count)
                sum = S.MultiplyAdd(Exponential.Exp<S, T>(S.Load(y0 + i, count - i)), S.Load(v0 + i, count - i), sum);
            var mean = S.Create(S.Sum(sum));
            for (var i = 0; i < count; i += S.Count) S.Store(S.Load(v0 + i, count - i) - mean, to + i, count - i);
        }
    }
}
