namespace Basin.Analysis.Stability;

/// <summary>SGD on linear regression with fresh Gaussian inputs of covariance S: where it loses stability in mean square, in closed form.</summary>
/// <remarks>
/// For Gaussian x, E[xxᵀPxxᵀ] = 2SPS + tr(SP)·S, so that the eigenvalues p of P = E[uuᵀ] in the eigenvectors of S follow
/// pᵢ⁺ = (1 − ηsᵢ)²pᵢ + (η²/B)(sᵢ²pᵢ + sᵢ Σ sⱼpⱼ), and the growth is 1 where Σ ηsᵢ/(B(2 − ηsᵢ(1 + 1/B))) = 1.
/// </remarks>
public static class GaussianInputs
{
    /// <summary>η*.</summary>
    /// <param name="eigenvalues">Of S; all above 0.</param>
    /// <param name="batch">B.</param>
    public static double CriticalLearningRate(ReadOnlySpan<double> eigenvalues, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        double[] s = [.. eigenvalues];

        // The sum rises from 0 to ∞ between these.
        var (low, high) = (0.0, 2 / (s.Max() * (1 + (1.0 / batch))));
        for (var halving = 0; halving < 200 && low < high; halving++)
        {
            var rate = (low + high) / 2;
            if (rate == low || rate == high) break;
            if (s.Sum(x => rate * x / (batch * (2 - (rate * x * (1 + (1.0 / batch)))))) < 1) low = rate;
            else high = rate;
        }

        return low;
    }

    /// <summary>The factor by which E‖u‖² grows a step where S is the identity, which is that of E[L] too: (1 − η)² + η²(d + 1)/B.</summary>
    public static double IsotropicGrowth(int dimension, int batch, double learningRate) =>
        ((1 - learningRate) * (1 - learningRate)) + (learningRate * learningRate * (dimension + 1) / batch);

    /// <summary>The factor by which the second moments grow a step in the long run, by iterating their recursion.</summary>
    /// <param name="eigenvalues">Of S; all above 0.</param>
    /// <param name="batch">B.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="steps">Iterations; the answer is that of the last.</param>
    public static double Growth(ReadOnlySpan<double> eigenvalues, int batch, double learningRate, int steps)
    {
        double[] s = [.. eigenvalues], p = [.. s.Select(_ => 1.0)];
        var growth = 1.0;
        for (var step = 0; step < steps; step++)
        {
            var energy = 0.0;
            for (var i = 0; i < s.Length; i++) energy += s[i] * p[i];
            var noise = learningRate * learningRate / batch;
            for (var i = 0; i < s.Length; i++)
                p[i] = (Math.Pow(1 - (learningRate * s[i]), 2) * p[i]) + (noise * s[i] * ((s[i] * p[i]) + energy));
            growth = p.Sum();
            for (var i = 0; i < p.Length; i++) p[i] /= growth;
        }

        return growth;
    }
}
