using Basin.Analysis.Stability;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Regularization;

/// <summary>The covariance that noise of a fixed covariance keeps up around a minimum.</summary>
public static class StationaryCovariance
{
    /// <summary>Solves S = E[(θ − θ*)(θ − θ*)ᵀ] for descent on ½θᵀHθ with noise in the gradient, at the point where gradients are taken.</summary>
    /// <param name="hessian">H, shape (n, n).</param>
    /// <param name="noise">C, the covariance of the gradient's noise a step, shape (n, n); only its part in the range of H counts.</param>
    /// <param name="dimension">n.</param>
    /// <param name="learningRate">η, below the full-batch limit.</param>
    /// <param name="rule">Momentum.</param>
    /// <returns>Shape (n, n), zero off the range of H. In eigenvectors of H: S_ab = η²·response_ab·C_ab.</returns>
    /// <exception cref="ArgumentException">Descent is unstable, or H has a negative eigenvalue: nothing is stationary.</exception>
    /// <remarks>Without momentum S = (I − ηH)S(I − ηH) + η²C. With C = (σ²/B)H it is λ(2I − ηH/(1 + β))⁻¹. Source: Damian, Ma and Lee (2021), section 5.3.</remarks>
    public static double[] Of(ReadOnlySpan<double> hessian, ReadOnlySpan<double> noise, int dimension, double learningRate, MomentumRule rule)
    {
        var n = dimension;
        if (hessian.Length != n * n || noise.Length != n * n) throw new ArgumentException($"Both matrices must have {n * n} elements.");
        var eigen = new SymmetricEigen(n);
        eigen.Decompose(hessian, n, n);
        var largest = eigen.Values[^1];
        if (!(largest < rule.FullBatchLimit(learningRate)))
            throw new ArgumentException($"The sharpness {largest:g4} is at or past the limit {rule.FullBatchLimit(learningRate):g4}: descent leaves, and nothing is stationary.");
        if (eigen.Values[0] < -1e-12 * largest) throw new ArgumentException($"The smallest eigenvalue is {eigen.Values[0]:g4}: descent leaves a saddle, and nothing is stationary.");
        var turned = Turn(noise, eigen, n, back: false);
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                var (h, g) = (eigen.Values[a], eigen.Values[b]);
                turned[(a * n) + b] *= Math.Min(h, g) <= 1e-12 * largest ? 0 : learningRate * learningRate * rule.Response(learningRate * h, learningRate * g);
            }
        }

        return Turn(turned, eigen, n, back: true);
    }

    // VᵀMV, or VMVᵀ back.
    private static double[] Turn(ReadOnlySpan<double> matrix, SymmetricEigen eigen, int n, bool back)
    {
        var (half, result) = (new double[n * n], new double[n * n]);
        for (var a = 0; a < n; a++)
            for (var b = 0; b < n; b++)
                for (var i = 0; i < n; i++) half[(a * n) + b] += Element(eigen, a, i, back) * matrix[(i * n) + b];
        for (var a = 0; a < n; a++)
            for (var b = 0; b < n; b++)
                for (var i = 0; i < n; i++) result[(a * n) + b] += half[(a * n) + i] * Element(eigen, b, i, back);
        return result;
    }

    private static double Element(SymmetricEigen eigen, int row, int column, bool back) => back ? eigen.Vector(column)[row] : eigen.Vector(row)[column];
}
