using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>losses[r] = ½‖y − t‖², row by row.</summary>
internal readonly unsafe struct SquaredErrorValue<T>(T* y, T* targets, T* losses, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        for (var row = start; row < end; row++)
        {
            T* from = y + ((long)row * count), to = targets + ((long)row * count);
            var sum = S.Zero;
            for (var i = 0; i < count; i += S.Count)
            {
                var residual = S.Load(from + i, count - i) - S.Load(to + i, count - i);
                sum = S.MultiplyAdd(residual, residual, sum);
            }

            losses[row] = S.Sum(sum) * T.CreateTruncating(0.5);
        }
    }
}
