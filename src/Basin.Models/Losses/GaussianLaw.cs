using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Models.Losses;

/// <summary>Values z + ε with ε of unit variance: r = −ε, M = I.</summary>
internal sealed class GaussianLaw<T> : OutputLaw<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Root(ReadOnlySpan<T> z, int column, Span<T> s)
    {
        s.Clear();
        s[column] = T.One;
    }

    public override double Form(ReadOnlySpan<T> z, ReadOnlySpan<T> v)
    {
        var sum = 0.0;
        foreach (var value in v) sum += double.CreateTruncating(value) * double.CreateTruncating(value);
        return sum;
    }

    public override void Draw(ReadOnlySpan<T> z, RandomSource random, Span<T> r) => random.FillGaussian(r);
}
