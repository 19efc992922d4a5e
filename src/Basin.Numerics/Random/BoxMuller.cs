using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Random;

/// <summary>(u, a) ← √(−2 ln u)·(cos 2πa, sin 2πa): uniforms become independent standard Gaussians. Source: Box and Muller (1958).</summary>
internal readonly unsafe struct BoxMuller<T>(T* radii, T* angles) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var u = radii;
        var a = angles;
        for (var i = start; i < end; i += S.Count)
        {
            var count = Math.Min(S.Count, end - i);
            var radius = S.Sqrt(S.Of(-2) * Logarithm.Log<S, T>(S.Load(u + i, count, S.Of(1))));
            var angle = S.Load(a + i, count) * S.Of(2 * Math.PI);
            S.Store(radius * Trigonometry.Cos<S, T>(angle), u + i, count);
            S.Store(radius * Trigonometry.Sin<S, T>(angle), a + i, count);
        }
    }
}
