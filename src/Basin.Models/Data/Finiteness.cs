using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Models.Data;

/// <summary>Finds NaN and infinity.</summary>
internal static class Finiteness
{
    /// <summary>True when every number is finite. Costs one pass at the speed of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Holds<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // x − x is 0 for a finite x and NaN for all others, and NaN survives a sum.
        var sum = Vector<T>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var x = new Vector<T>(values[i..]);
            sum += x - x;
        }

        var finite = sum == Vector<T>.Zero;
        for (; i < values.Length; i++) finite &= T.IsFinite(values[i]);
        return finite;
    }

    /// <summary>How many are not finite, and the index of the first (-1 when none).</summary>
    public static (long Count, int First) Find<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Holds(values)) return (0, -1);
        var (count, first) = (0L, -1);
        for (var i = 0; i < values.Length; i++)
        {
            if (T.IsFinite(values[i])) continue;
            if (count++ == 0) first = i;
        }

        return (count, first);
    }
}
