using System.Numerics;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>A function of one number with its first two derivatives, written on registers. A field of the struct is a constant of the function.</summary>
/// <remarks>
/// Derivatives may be written in x, in y = f(x), or both; <see cref="ReadsInput"/> and <see cref="ReadsOutput"/> say
/// which, and the other is then zero, so that the loops need not read it from memory.
/// </remarks>
public interface IUnary
{
    /// <summary>Whether the derivatives read x.</summary>
    static abstract bool ReadsInput { get; }

    /// <summary>Whether the derivatives read y.</summary>
    static abstract bool ReadsOutput { get; }

    /// <summary>Whether f″ is zero wherever it exists.</summary>
    static virtual bool IsPiecewiseLinear => false;

    /// <summary>f(x).</summary>
    S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>f′(x).</summary>
    S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>f′(x), and f″(x) in <paramref name="bend"/>.</summary>
    S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>;
}
