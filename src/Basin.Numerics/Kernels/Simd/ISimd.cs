using System.Numerics;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>
/// A register of <see cref="Count"/> numbers, so that mathematics is written once for two precisions and three widths.
/// </summary>
/// <remarks>
/// Every member is one instruction or a few and is always inlined. Elementwise results agree bit for bit between widths,
/// except where a machine lacks fused multiply-add. The compiler inlines only so many calls into one method, so a long
/// function should appear in it once: the numbers that do not fill a register go to a method of their own.
/// </remarks>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public unsafe interface ISimd<TSelf, T>
    where TSelf : unmanaged, ISimd<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers in a register.</summary>
    static abstract int Count { get; }

    /// <summary>Whether <see cref="MultiplyAdd"/> rounds once, so that a·b − round(a·b) is exact.</summary>
    static abstract bool IsFused { get; }

    /// <summary>All zeros.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>0, 1, 2, …, Count − 1.</summary>
    static abstract TSelf Indices { get; }

    /// <summary>The same number everywhere.</summary>
    static abstract TSelf Create(T value);

    /// <summary>The same constant everywhere, rounded to T. Meant for literals, which cost nothing.</summary>
    static abstract TSelf Of(double constant);

    /// <summary>Reads a whole register; any alignment.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Reads the first <paramref name="count"/> numbers, at least 1, or a whole register if it holds fewer; touches nothing beyond, and fills with zeros.</summary>
    static abstract TSelf Load(T* source, int count);

    /// <summary>As <c>Load(source, count)</c>, but fills from <paramref name="otherwise"/>.</summary>
    static abstract TSelf Load(T* source, int count, TSelf otherwise);

    /// <summary>Writes a whole register; any alignment.</summary>
    static abstract void Store(TSelf x, T* destination);

    /// <summary>Writes the first <paramref name="count"/> numbers, at least 1, or a whole register if it holds fewer; touches nothing beyond.</summary>
    static abstract void Store(TSelf x, T* destination, int count);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>−a, which flips the sign of zero too.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>a·b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a/b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller; b where either is NaN (on ARM: NaN). Write <c>Min(bound, x)</c> to let the NaN of x through.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; b where either is NaN (on ARM: NaN). Write <c>Max(bound, x)</c> to let the NaN of x through.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>|x|.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>√x, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>The magnitude of a with the sign of b.</summary>
    static abstract TSelf CopySign(TSelf a, TSelf b);

    /// <summary>a &lt; b ? yes : no; no where a or b is NaN.</summary>
    static abstract TSelf WhereLess(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>a ≤ b ? yes : no; no where a or b is NaN.</summary>
    static abstract TSelf WhereLessOrEqual(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>a = b ? yes : no; no where a or b is NaN.</summary>
    static abstract TSelf WhereEqual(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>Whether a &lt; b in any place.</summary>
    static abstract bool AnyLess(TSelf a, TSelf b);

    /// <summary>x·2ⁿ for integral n, rounded once: overflow gives ∞ and underflow gives subnormals. |n| at most 252 (float) or 2044 (double).</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    /// <summary>
    /// Splits normal positive x = m·2ⁿ with m in [√½, √2) and returns m.
    /// </summary>
    static abstract TSelf Split(TSelf x, out TSelf n);

    /// <summary>The sum over the register, in a fixed order.</summary>
    static abstract T Sum(TSelf x);

    /// <summary>The largest over the register; undefined if one is NaN.</summary>
    static abstract T Max(TSelf x);
}
