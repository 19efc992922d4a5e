using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>Moves parameters off their start: biases begin at 0 and scales at 1, where mistakes in them would not show.</summary>
internal static class Jitter
{
    private const double Size = 0.05;

    public static void Apply<T>(Span<T> parameters, RandomSource chance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref var parameter in parameters) parameter += T.CreateTruncating(Size * chance.NextGaussian());
    }
}
