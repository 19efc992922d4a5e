using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Random;

/// <summary>Gaussians by the Box-Muller transform, a register at a time.</summary>
internal static unsafe class GaussianNoise
{
    // Pairs whose uniforms fit in the nearest cache.
    private const int Pairs = 256;
    private const double TwoToMinus32 = 1.0 / (1L << 32);

    public static void Fill<T>(RandomSource chance, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var uniforms = stackalloc T[2 * Pairs];
        for (var start = 0; start < destination.Length; start += 2 * Pairs)
        {
            var part = destination[start..Math.Min(start + (2 * Pairs), destination.Length)];
            var pairs = (part.Length + 1) / 2;
            Uniforms(chance, uniforms, uniforms + Pairs, pairs);
            Launch.Elementwise<T, BoxMuller<T>>(Workers.Serial, pairs, new BoxMuller<T>(uniforms, uniforms + Pairs));
            new ReadOnlySpan<T>(uniforms, pairs).CopyTo(part);
            new ReadOnlySpan<T>(uniforms + Pairs, part.Length - pairs).CopyTo(part[pairs..]);
        }
    }

    private static void Uniforms<T>(RandomSource chance, T* radii, T* angles, int pairs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (scale, half) = (T.CreateTruncating(TwoToMinus32), T.CreateTruncating(TwoToMinus32 / 2));
        for (var i = 0; i < pairs; i++)
        {
            var word = chance.NextUInt64();

            // Above 0, so that the logarithm is finite.
            radii[i] = (T.CreateTruncating((uint)word) * scale) + half;
            angles[i] = T.CreateTruncating((uint)(word >> 32)) * scale;
        }
    }
}
