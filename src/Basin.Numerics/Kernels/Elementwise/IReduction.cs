using System.Numerics;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>What a reduction adds up, one term for each pair of elements. A term at (0, 0) is zero.</summary>
internal interface IReduction
{
    /// <summary>Whether the second array is read.</summary>
    static abstract bool ReadsSecond { get; }

    /// <summary>sum + term(x, y).</summary>
    static abstract S Add<S, T>(S sum, S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>;
}
