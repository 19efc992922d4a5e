using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Random;

/// <summary>Uniforms u and a become independent standard Gaussians √(−2 ln u)·(cos 2πa, sin 2πa). Source: Box and Muller (1958).</summary>
/// <remarks>A method a function: more of them would be too much for the compiler to inline into one loop.</remarks>
/// <param name="radii">u; overwritten.</param>
/// <param name="angles">a; the Gaussians with the sine take its place.</param>
/// <param name="cosines">The Gaussians with the cosine.</param>
internal readonly unsafe struct BoxMuller<T>(T* radii, T* angles, T* cosines) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        Radii<S>(radii + start, end - start);
        Cosines<S>(radii + start, angles + start, cosines + start, end - start);
        Sines<S>(radii + start, angles + start, end - start);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Radii<S>(T* u, int length)
        where S : unmanaged, ISimd<S, T>
    {
        for (var i = 0; i < length; i += S.Count)
        {
            var count = Math.Min(S.Count, length - i);
            S.Store(S.Sqrt(S.Of(-2) * Logarithm.Log<S, T>(S.Load(u + i, count, S.Of(1)))), u + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Cosines<S>(T* r, T* a, T* c, int length)
        where S : unmanaged, ISimd<S, T>
    {
        for (var i = 0; i < length; i += S.Count)
        {
            var count = Math.Min(S.Count, length - i);
            S.Store(S.Load(r + i, count) * Trigonometry.Cos<S, T>(S.Load(a + i, count) * S.Of(2 * Math.PI)), c + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sines<S>(T* r, T* a, int length)
        where S : unmanaged, ISimd<S, T>
    {
        for (var i = 0; i < length; i += S.Count)
        {
            var count = Math.Min(S.Count, length - i);
            S.Store(S.Load(r + i, count) * Trigonometry.Sin<S, T>(S.Load(a + i, count) * S.Of(2 * Math.PI)), a + i, count);
        }
    }
}
