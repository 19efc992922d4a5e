using System.Numerics;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>A function of two numbers, written on registers.</summary>
internal interface IBinary
{
    /// <summary>f(a, b), or f(a, b, y) for a function that also reads what it overwrites.</summary>
    static abstract S Value<S, T>(S a, S b, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Whether y is read.</summary>
    static virtual bool ReadsOutput => false;
}
