using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Models.Losses;

/// <summary>1 with probability σ = 1/(1 + e⁻ᶻ), else 0, for one output z: r = σ − target, M = σ(1 − σ).</summary>
internal sealed class CoinLaw<T> : OutputLaw<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Root(ReadOnlySpan<T> z, int column, Span<T> s) => s[0] = T.CreateTruncating(Math.Sqrt(Variance(z)));

    public override double Form(ReadOnlySpan<T> z, ReadOnlySpan<T> v) =>
        Variance(z) * double.CreateTruncating(v[0]) * double.CreateTruncating(v[0]);

    public override void Draw(ReadOnlySpan<T> z, RandomSource random, Span<T> r)
    {
        var probability = Probability(double.CreateTruncating(z[0]));
        r[0] = T.CreateTruncating(random.NextDouble() < probability ? -Probability(-double.CreateTruncating(z[0])) : probability);
    }

    private static double Probability(double z) => 1 / (1 + Math.Exp(-z));

    private static double Variance(ReadOnlySpan<T> z) =>
        Probability(double.CreateTruncating(z[0])) * Probability(-double.CreateTruncating(z[0]));
}
