using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Models.Losses;

/// <summary>A class c with probability pᶜ = softmax(z)ᶜ: r = p − e_c, M = diag(p) − ppᵀ.</summary>
internal sealed class SoftmaxLaw<T> : OutputLaw<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // S = diag(√p) − p√pᵀ: SSᵀ = diag(p) − 2ppᵀ + p(Σp)pᵀ. Column c is √pᶜ(e_c − p), the gradient for class c but for its factor.
    public override void Root(ReadOnlySpan<T> z, int column, Span<T> s)
    {
        var normalizer = LogSumExp(z);
        var root = Math.Sqrt(Probability(z[column], normalizer));
        for (var j = 0; j < z.Length; j++)
            s[j] = T.CreateTruncating(root * ((j == column ? 1 : 0) - Probability(z[j], normalizer)));
    }

    public override double Form(ReadOnlySpan<T> z, ReadOnlySpan<T> v)
    {
        var normalizer = LogSumExp(z);
        var mean = 0.0;
        for (var j = 0; j < z.Length; j++) mean += Probability(z[j], normalizer) * double.CreateTruncating(v[j]);
        var variance = 0.0;
        for (var j = 0; j < z.Length; j++)
        {
            var away = double.CreateTruncating(v[j]) - mean;
            variance += Probability(z[j], normalizer) * away * away;
        }

        return variance;
    }

    public override void Draw(ReadOnlySpan<T> z, RandomSource random, Span<T> r)
    {
        var normalizer = LogSumExp(z);
        var (left, drawn) = (random.NextDouble(), -1);
        for (var j = 0; j < z.Length; j++)
        {
            var p = Probability(z[j], normalizer);
            r[j] = T.CreateTruncating(p);
            if (drawn >= 0) continue;
            left -= p;
            if (left < 0 || j == z.Length - 1) drawn = j;
        }

        r[drawn] -= T.One;
    }

    private static double Probability(T z, double normalizer) => Math.Exp(double.CreateTruncating(z) - normalizer);

    private static double LogSumExp(ReadOnlySpan<T> z)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in z) largest = Math.Max(largest, double.CreateTruncating(value));
        var sum = 0.0;
        foreach (var value in z) sum += Math.Exp(double.CreateTruncating(value) - largest);
        return largest + Math.Log(sum);
    }
}
