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
        Span<ulong> words = stackalloc ulong[Pairs];
        T* radii = stackalloc T[Pairs], angles = stackalloc T[Pairs], cosines = stackalloc T[Pairs];
        for (var start = 0; start < destination.Length; start += 2 * Pairs)
        {
            var part = destination[start..Math.Min(start + (2 * Pairs), destination.Length)];
            var pairs = (part.Length + 1) / 2;
            chance.Fill(words[..pairs]);
            Uniforms(words[..pairs], radii, angles);
            Launch.Elementwise<T, BoxMuller<T>>(Workers.Serial, pairs, new BoxMuller<T>(radii, angles, cosines));
            new ReadOnlySpan<T>(cosines, pairs).CopyTo(part);
            new ReadOnlySpan<T>(angles, part.Length - pairs).CopyTo(part[pairs..]);
        }
    }

    private static void Uniforms<T>(ReadOnlySpan<ulong> words, T* radii, T* angles)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (scale, half) = (T.CreateTruncating(TwoToMinus32), T.CreateTruncating(TwoToMinus32 / 2));
        for (var i = 0; i < words.Length; i++)
        {
            // Above 0, so that the logarithm is finite.
            radii[i] = (T.CreateTruncating((uint)words[i]) * scale) + half;
            angles[i] = T.CreateTruncating((uint)(words[i] >> 32)) * scale;
        }
    }
}
