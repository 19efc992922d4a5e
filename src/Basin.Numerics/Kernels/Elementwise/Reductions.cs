using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>Sums over arrays of n numbers, in an order that depends on n alone: any number of threads gives the same bits.</summary>
/// <remarks>
/// A chunk of 16,384 numbers (more when n exceeds 4 million) is summed in T over the lanes of four registers; chunks
/// are added in double. Allocates nothing.
/// </remarks>
public static unsafe class Reductions
{
    private const int MaximalChunks = 256;

    /// <summary>Σ xᵢ.</summary>
    public static double Sum<T>(Workers workers, int n, T* x)
        where T : unmanaged, IFloatingPointIeee754<T> => Reduce<T, Plain>(workers, n, x, x);

    /// <summary>Σ xᵢyᵢ.</summary>
    public static double Dot<T>(Workers workers, int n, T* x, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Reduce<T, Product>(workers, n, x, y);

    /// <summary>Σ xᵢ².</summary>
    public static double SumOfSquares<T>(Workers workers, int n, T* x)
        where T : unmanaged, IFloatingPointIeee754<T> => Reduce<T, Square>(workers, n, x, x);

    /// <summary>Whether no number is infinite or NaN.</summary>
    public static bool AllFinite<T>(Workers workers, int n, T* x)
        where T : unmanaged, IFloatingPointIeee754<T> => Reduce<T, Nothing>(workers, n, x, x) == 0;

    /// <summary>max |xᵢ|; 0 when n is 0; NaN if one is NaN.</summary>
    public static T MaxAbs<T>(Workers workers, int n, T* x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = ChunkLength(n);
        var chunks = Launch.Chunks(n, length);
        var partials = stackalloc T[MaximalChunks];
        Launch.Over<T, Largest<T>>(workers, n, length, new(x, partials));
        var largest = T.Zero;
        for (var i = 0; i < chunks; i++) largest = T.Max(largest, partials[i]);
        return largest;
    }

    private static double Reduce<T, TTerm>(Workers workers, int n, T* x, T* y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : struct, IReduction
    {
        var length = ChunkLength(n);
        var chunks = Launch.Chunks(n, length);
        var partials = stackalloc double[chunks];
        Launch.Over<T, Reduction<T, TTerm>>(workers, n, length, new(x, y, partials));
        var sum = 0d;
        for (var i = 0; i < chunks; i++) sum += partials[i];
        return sum;
    }

    private static int ChunkLength(int n) => Math.Max(Launch.Elements, Launch.Chunks(n, MaximalChunks * 64) * 64);

    internal readonly struct Plain : IReduction
    {
        public static bool ReadsSecond => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Add<S, T>(S sum, S x, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => sum + x;
    }

    private readonly struct Product : IReduction
    {
        public static bool ReadsSecond => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Add<S, T>(S sum, S x, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => S.MultiplyAdd(x, y, sum);
    }

    private readonly struct Square : IReduction
    {
        public static bool ReadsSecond => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Add<S, T>(S sum, S x, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => S.MultiplyAdd(x, x, sum);
    }

    /// <summary>0·x, which is NaN exactly where x is infinite or NaN.</summary>
    private readonly struct Nothing : IReduction
    {
        public static bool ReadsSecond => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Add<S, T>(S sum, S x, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => S.MultiplyAdd(x, S.Zero, sum);
    }
}
