using System.Numerics;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>Class indices that are stored as numbers.</summary>
internal static class Target
{
    /// <summary>The index, or −1 if the number is none of 0 … classes − 1; then nothing outside a row is read.</summary>
    public static int Of<T>(T target, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var index = target >= T.Zero && target < T.CreateTruncating(classes) ? int.CreateTruncating(target) : -1;
        return index >= 0 && T.CreateTruncating(index) == target ? index : -1;
    }
}
