using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Theory;

/// <summary>The Lasso with a weight a coordinate: min over β of (1/2n)‖Xβ − y‖² + Σⱼ cⱼ|βⱼ|.</summary>
public static class WeightedLasso
{
    /// <summary>Solves it by accelerated proximal descent.</summary>
    /// <param name="examples">X, shape (n, d), and y.</param>
    /// <param name="weights">cⱼ, at least 0, shape (d).</param>
    /// <param name="tolerance">How far, relative to the largest |βⱼ|, β may move in a step at the end.</param>
    /// <param name="maxSteps">Where to give up.</param>
    /// <returns>β, shape (d).</returns>
    /// <exception cref="InvalidOperationException">β still moved after <paramref name="maxSteps"/>.</exception>
    /// <remarks>
    /// A step costs 4nd flops. Momentum begins anew whenever it points against the last step, which makes convergence linear at the end.
    /// Source: Beck and Teboulle, A fast iterative shrinkage-thresholding algorithm (2009); restarts: O'Donoghue and Candès (2015).
    /// </remarks>
    public static double[] Solve(VectorExamples examples, ReadOnlySpan<double> weights, double tolerance = 1e-13, int maxSteps = 1_000_000)
    {
        var d = examples.Dimension;
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, d);
        var (beta, ahead, gradient) = (new double[d], new double[d], new double[d]);
        var (rate, t) = (1 / Sharpness(examples), 1.0);
        for (var step = 0; step < maxSteps; step++)
        {
            FillGradient(examples, ahead, gradient);
            var (largest, moved, against) = (0.0, 0.0, 0.0);
            var next = (1 + Math.Sqrt(1 + (4 * t * t))) / 2;
            for (var j = 0; j < d; j++)
            {
                var candidate = ahead[j] - (rate * gradient[j]);
                var shrunk = Math.Sign(candidate) * Math.Max(Math.Abs(candidate) - (rate * weights[j]), 0);
                var move = shrunk - beta[j];
                against += (ahead[j] - shrunk) * move;
                (largest, moved) = (Math.Max(largest, Math.Abs(shrunk)), Math.Max(moved, Math.Max(Math.Abs(move), Math.Abs(shrunk - ahead[j]))));
                (beta[j], ahead[j]) = (shrunk, shrunk + ((t - 1) / next * move));
            }

            if (moved <= tolerance * largest || (largest == 0 && moved == 0)) return beta;
            t = next;
            if (against <= 0) continue;
            beta.CopyTo(ahead, 0);
            t = 1;
        }

        throw new InvalidOperationException($"The Lasso's solution still moved after {maxSteps} steps; raise the tolerance of {tolerance:g2}.");
    }

    private static void FillGradient(VectorExamples examples, double[] beta, double[] gradient)
    {
        Array.Clear(gradient);
        for (var i = 0; i < examples.Count; i++)
        {
            var residual = Vectors.Dot<double>(examples.Input(i), beta) - examples.Targets[i];
            Vectors.AddScaled(residual / examples.Count, examples.Input(i), gradient);
        }
    }

    /// <summary>The largest eigenvalue of XᵀX/n, which is that of XXᵀ/n.</summary>
    private static double Sharpness(VectorExamples examples)
    {
        var n = examples.Count;
        var gram = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++) gram[(i * n) + j] = Vectors.Dot(examples.Input(i), examples.Input(j)) / n;
        var eigen = new SymmetricEigen(n);
        eigen.DecomposeLast(gram, n, n);
        return eigen.Values[^1];
    }
}
