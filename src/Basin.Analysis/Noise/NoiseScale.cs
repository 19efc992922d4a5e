using Basin.Analysis.Estimators;

namespace Basin.Analysis.Noise;

/// <summary>Ratios of noise to gradient, in examples: exact over a whole set, else what a random part says of it.</summary>
/// <remarks>
/// Over n of N examples ‖∇L‖² is too large by the noise of its own mean, tr Σ(1/n − 1/N) of the unbiased Σ, which is taken off; near a
/// minimum it is most of it. Errors are carried over by the slopes of the ratio (delta method).
/// </remarks>
internal static class NoiseScale
{
    /// <summary>tr Σ/‖∇L‖².</summary>
    /// <param name="noise">Of the examples seen.</param>
    /// <param name="frobenius">‖Σ‖_F: what the square of the mean's own noise varies by.</param>
    /// <param name="population">N, at least n.</param>
    /// <returns>Null when no gradient is left.</returns>
    public static Estimate? Simple(ExampleNoise noise, double frobenius, int population)
    {
        double[] influence = [.. noise.Along.Select(along => 2 * (along - noise.MeanSquare))];
        var unseen = noise.Unseen(population);
        return Ratio(noise, population, new Estimate(noise.Trace, 0, 0), noise.MeanSquare, influence, 2 * Math.Pow(frobenius * unseen / noise.Count, 2), noise.Away);
    }

    /// <summary>tr(ΣG)/∇LᵀG∇L, with G taken for that of the population.</summary>
    /// <param name="noise">Of the examples seen.</param>
    /// <param name="curvature">tr(ΣG).</param>
    /// <param name="along">∇LᵀG∇L.</param>
    /// <param name="influence">2∇LᵀG(gₑ − ∇L) of every example.</param>
    /// <param name="population">N, at least n.</param>
    /// <returns>Null when no gradient is left.</returns>
    public static Estimate? Critical(ExampleNoise noise, Estimate curvature, double along, double[] influence, int population)
    {
        // ‖ΣG‖ is not known; its trace is above it.
        var bound = 2 * Math.Pow(curvature.Value * noise.Unseen(population) / noise.Count, 2);
        return Ratio(noise, population, curvature, along, influence, bound, null);
    }

    // top/bottom with top known up to its own error and, where each example's part is known, that of having seen a part only.
    private static Estimate? Ratio(ExampleNoise noise, int population, Estimate top, double bottom, double[] influence, double ownNoise, double[]? parts)
    {
        double n = noise.Count, size = Math.Max(n, population);
        var unseen = noise.Unseen(population);
        if (unseen > 0 && n < 2) return null;
        var unbiased = unseen == 0 ? top.Value : top.Value * n / (n - 1);
        var left = bottom - (unbiased * ((1 / n) - (1 / size)));
        if (!(left > 0)) return null;
        var value = (unseen == 0 ? unbiased : unbiased * (size - 1) / size) / left;
        var (topVariance, shared) = (Math.Pow(top.StandardError, 2), 0.0);
        if (parts is not null)
        {
            topVariance += unseen * ExampleNoise.Covariance(parts, parts) / n;
            shared = unseen * ExampleNoise.Covariance(parts, influence) / n;
        }

        // The spread of the influences holds the mean's own noise twice.
        var bottomVariance = Math.Max(ownNoise, (unseen * ExampleNoise.Covariance(influence, influence) / n) - ownNoise);
        var relative = (topVariance / (top.Value * top.Value)) + (bottomVariance / (left * left)) - (2 * shared / (top.Value * left));
        return new Estimate(value, top.Value == 0 ? 0 : value * Math.Sqrt(Math.Max(0, relative)), top.Products);
    }
}
