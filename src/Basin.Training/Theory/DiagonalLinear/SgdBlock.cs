using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>The inner loop of SGD: steps outside, networks inside, so that one network's arithmetic hides another's waiting.</summary>
internal static unsafe class SgdBlock
{
    // Enough to hide a step's latency; more would only crowd the cache.
    private const int Lanes = 4;

    /// <summary>Takes as many steps of every path.</summary>
    public static void Run<T>(List<SgdPath<T>> paths, int steps, double learningRate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = stackalloc SgdLane<T>[Lanes];
        for (var first = 0; first < paths.Count; first += Lanes)
        {
            var count = Math.Min(Lanes, paths.Count - first);
            for (var done = 0; done < steps;)
            {
                var block = Math.Min(steps - done, paths[first].Available);
                for (var k = 0; k < count; k++) lanes[k] = paths[first + k].Lane;
                Dispatch(lanes, count, block, T.CreateTruncating(-learningRate));
                for (var k = 0; k < count; k++) paths[first + k].Advance(block, lanes[k].Squares);
                done += block;
            }
        }
    }

    private static void Dispatch<T>(SgdLane<T>* lanes, int count, int steps, T descent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (SimdLevel.Bits)
        {
            case 512: Run<T, Simd512<T>>(lanes, count, steps, descent); break;
            case 256: Run<T, Simd256<T>>(lanes, count, steps, descent); break;
            default: Run<T, Simd128<T>>(lanes, count, steps, descent); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, S>(SgdLane<T>* lanes, int count, int steps, T descent)
        where T : unmanaged, IFloatingPointIeee754<T>
        where S : unmanaged, ISimd<S, T>
    {
        for (var k = 0; k < count; k++)
        {
            var lane = lanes + k;
            lane->Output = DiagonalKernels<T>.Output<S>(lane->Plus, lane->Minus, lane->Rows + ((long)lane->Indices[0] * lane->Stride), lane->Stride);
        }

        for (var t = 0; t < steps; t++)
        {
            for (var k = 0; k < count; k++)
            {
                var lane = lanes + k;
                var (example, next) = ((long)lane->Indices[t], (long)lane->Indices[t + 1]);
                var residual = lane->Output - lane->Targets[example];
                lane->Squares += double.CreateTruncating(residual * residual);
                if (lane->Shifts != null) residual -= lane->Shifts[t];
                lane->Output = DiagonalKernels<T>.Step<S>(
                    lane->Plus, lane->Minus, lane->Rows + (example * lane->Stride), descent * residual, lane->Rows + (next * lane->Stride), lane->Stride);
            }
        }
    }
}
