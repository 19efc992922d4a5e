using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Softmax;

/// <summary>Loops over one row of a matrix, inlined into the kernels that go from row to row.</summary>
internal static unsafe class RowLoops
{
    /// <summary>max xᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<S, T>(T* x, int count)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lowest = S.Of(double.NegativeInfinity);
        var largest = S.Load(x, count, lowest);
        for (var i = S.Count; i < count; i += S.Count) largest = S.Max(largest, S.Load(x + i, count - i, lowest));
        return S.Max(largest);
    }

    /// <summary>yᵢ = exp(xᵢ − shift); returns Σ yᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exponentials<S, T>(T* x, int count, T shift, T* y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sum, offset, lowest) = (S.Zero, S.Create(shift), S.Of(double.NegativeInfinity));
        for (var i = 0; i < count; i += S.Count)
        {
            var e = Exponential.Exp<S, T>(S.Load(x + i, count - i, lowest) - offset);
            S.Store(e, y + i, count - i);
            sum += e;
        }

        return S.Sum(sum);
    }

    /// <summary>yᵢ = exp(xᵢ − shift)/Σ; returns Σ = Σ exp(xᵢ − shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softmax<S, T>(T* x, int count, T shift, T* y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count <= S.Count)
        {
            // A row in one register never goes to memory in between: the processor would wait for a partial store.
            var e = Exponential.Exp<S, T>(S.Load(x, count, S.Of(double.NegativeInfinity)) - S.Create(shift));
            var total = S.Sum(e);
            S.Store(e / S.Create(total), y, count);
            return total;
        }

        var sum = Exponentials<S, T>(x, count, shift, y);
        var scale = S.Create(T.One / sum);
        for (var i = 0; i < count; i += S.Count) S.Store(S.Load(y + i, count - i) * scale, y + i, count - i);
        return sum;
    }

    /// <summary>1 at the index that is <paramref name="target"/>, 0 elsewhere, for the register that begins at index i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Unit<S, T>(int target, int i)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        S.WhereEqual(S.Indices, S.Create(T.CreateTruncating(target - i)), S.Of(1), S.Zero);

    /// <summary>Σ xᵢyᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Dot<S, T>(T* x, T* y, int count)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = S.Zero;
        for (var i = 0; i < count; i += S.Count) sum = S.MultiplyAdd(S.Load(x + i, count - i), S.Load(y + i, count - i), sum);
        return S.Sum(sum);
    }

    /// <summary>Σ xᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<S, T>(T* x, int count)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = S.Zero;
        for (var i = 0; i < count; i += S.Count) sum += S.Load(x + i, count - i);
        return S.Sum(sum);
    }

    /// <summary>y = x, or y += x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<S, T>(S x, T* y, int count, bool accumulate)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        S.Store(accumulate ? S.Load(y, count) + x : x, y, count);
}
