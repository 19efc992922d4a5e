using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>y = γx̂ + β with x̂ = (x − mean)·inverse of each row, whose mean and inverse deviation are written too.</summary>
internal readonly unsafe struct LayerValue<T>(T* x, T* gamma, T* beta, T epsilon, T* mean, T* inverse, T* y, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        T* scale = gamma, shift = beta;
        var each = T.One / T.CreateTruncating(count);
        for (var row = start; row < end; row++)
        {
            T* from = x + ((long)row * count), to = y + ((long)row * count);
            var average = RowLoops.Sum<S, T>(from, count) * each;
            S middle = S.Create(average), sum = S.Zero;
            for (var i = 0; i < count; i += S.Count)
            {
                var away = S.Load(from + i, count - i, middle) - middle;
                sum = S.MultiplyAdd(away, away, sum);
            }

            var deviation = T.One / T.Sqrt((S.Sum(sum) * each) + epsilon);
            mean[row] = average;
            inverse[row] = deviation;
            var s = S.Create(deviation);
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var normal = (S.Load(from + i, rest) - middle) * s;
                S.Store(S.MultiplyAdd(normal, S.Load(scale + i, rest), S.Load(shift + i, rest)), to + i, rest);
            }
        }
    }
}
