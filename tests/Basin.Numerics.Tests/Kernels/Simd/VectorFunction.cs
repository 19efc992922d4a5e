using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Tests.Kernels.Simd;

/// <summary>A row of the accuracy table: a function, its oracle, where to look, and the errors allowed in ulp.</summary>
public abstract class VectorFunction(string name, Func<double, double> oracle, double low, double high, double ulps)
{
    public string Name { get; } = name;

    public Func<double, double> Oracle { get; } = oracle;

    public double Low { get; } = low;

    public double High { get; } = high;

    public double Ulps { get; } = ulps;

    /// <summary>f at every point, computed with registers of the given width.</summary>
    public abstract T[] Evaluate<T>(int bits, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

public sealed unsafe class VectorFunction<TFunction>(string name, Func<double, double> oracle, double low, double high, double ulps, TFunction function = default)
    : VectorFunction(name, oracle, low, high, ulps)
    where TFunction : unmanaged, IUnary
{
    public override T[] Evaluate<T>(int bits, T[] x)
    {
        var y = new T[x.Length];
        fixed (T* from = x, to = y)
        {
            var kernel = new UnaryValue<T, TFunction>(function, from, to);
            switch (bits)
            {
                case 512: kernel.Run<Simd512<T>>(0, 0, x.Length); break;
                case 256: kernel.Run<Simd256<T>>(0, 0, x.Length); break;
                default: kernel.Run<Simd128<T>>(0, 0, x.Length); break;
            }
        }

        return y;
    }
}

public readonly struct ExpMinusOne : IUnary
{
    public static bool ReadsInput => true;

    public static bool ReadsOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Exponential.ExpMinusOne<S, T>(x);

    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => y + S.Of(1);

    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var slope = Slope<S, T>(x, y);
        bend = slope;
        return slope;
    }
}

public readonly struct LogPlusOne : IUnary
{
    public static bool ReadsInput => true;

    public static bool ReadsOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Logarithm.LogPlusOne<S, T>(x);

    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.Of(1) / (x + S.Of(1));

    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var slope = Slope<S, T>(x, y);
        bend = -slope * slope;
        return slope;
    }
}

public readonly struct Density : IUnary
{
    public static bool ReadsInput => true;

    public static bool ReadsOutput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Gaussian.Density<S, T>(x);

    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => -x * y;

    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var slope = Slope<S, T>(x, y);
        bend = -(y + (x * slope));
        return slope;
    }
}
