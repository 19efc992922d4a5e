using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Models.Networks;

/// <summary>How a parameter begins.</summary>
public abstract record Initializer
{
    /// <summary>Every element the same.</summary>
    public static Initializer Constant(double value) => new ConstantInitializer(value);

    /// <summary>Gaussian with variance 2 / fan-in: keeps the scale of activations through rectifiers. Source: He et al. (2015).</summary>
    public static Initializer He(int fanIn) => new GaussianInitializer(Math.Sqrt(2.0 / fanIn));

    /// <summary>Gaussian with the given standard deviation.</summary>
    public static Initializer Gaussian(double standardDeviation) => new GaussianInitializer(standardDeviation);

    /// <summary>Fills <paramref name="destination"/>.</summary>
    /// <param name="destination">The parameter's elements.</param>
    /// <param name="source">A stream of its own.</param>
    public abstract void Fill<T>(Span<T> destination, RandomSource source)
        where T : unmanaged, IFloatingPointIeee754<T>;

    private sealed record ConstantInitializer(double Value) : Initializer
    {
        public override void Fill<T>(Span<T> destination, RandomSource source) => destination.Fill(T.CreateChecked(Value));
    }

    private sealed record GaussianInitializer(double StandardDeviation) : Initializer
    {
        // Drawn in double, so that float32 and float64 begin at the same point up to rounding.
        public override void Fill<T>(Span<T> destination, RandomSource source)
        {
            for (var i = 0; i < destination.Length; i++)
                destination[i] = T.CreateTruncating(StandardDeviation * source.NextGaussian());
        }
    }
}
