using Basin.Numerics.LinearAlgebra;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Small dense matrices, row by row.</summary>
internal static class MatrixAlgebra
{
    public static SymmetricEigen Eigen(double[] matrix, int n)
    {
        var eigen = new SymmetricEigen(n);
        eigen.Decompose(matrix, n, n);
        return eigen;
    }

    /// <summary>f(H) for symmetric H.</summary>
    public static double[] Apply(double[] matrix, int n, Func<double, double> function)
    {
        var (eigen, result) = (Eigen(matrix, n), new double[n * n]);
        for (var k = 0; k < n; k++)
        {
            var value = function(eigen.Values[k]);
            var vector = eigen.Vector(k);
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++) result[(i * n) + j] += value * vector[i] * vector[j];
        }

        return result;
    }

    /// <summary>‖a − b‖_F/‖b‖_F.</summary>
    public static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum() / b.Sum(x => x * x));

    /// <summary>The covariance that the heavy ball on ½θᵀHθ keeps up: the upper left block of X = AXAᵀ + Q for the pair (θ_k, θ_{k−1}).</summary>
    /// <remarks>Sums Σ AᵏQAᵏᵀ by doubling the number of terms, until they add nothing. Source: Smith (1968).</remarks>
    public static double[] Lyapunov(double[] hessian, double[] noise, int n, double eta, double beta)
    {
        var size = 2 * n;
        var (a, x) = (new double[size * size], new double[size * size]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                a[(i * size) + j] = (i == j ? 1 + beta : 0) - (eta * hessian[(i * n) + j]);
                x[(i * size) + j] = eta * eta * noise[(i * n) + j];
            }

            (a[(i * size) + n + i], a[((n + i) * size) + i]) = (-beta, 1);
        }

        for (var added = double.PositiveInfinity; added > 0;)
        {
            var more = Multiply(Multiply(a, x, size, false), a, size, true);
            var next = x.Zip(more, (old, extra) => old + extra).ToArray();
            added = next.Zip(x, (later, earlier) => Math.Abs(later - earlier)).Max();
            (x, a) = (next, Multiply(a, a, size, false));
        }

        var covariance = new double[n * n];
        for (var i = 0; i < n; i++) Array.Copy(x, i * size, covariance, i * n, n);
        return covariance;
    }

    /// <summary>L with LLᵀ = M, lower triangular; M positive definite.</summary>
    public static double[] Cholesky(double[] matrix, int n)
    {
        var root = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[(i * n) + j];
                for (var k = 0; k < j; k++) rest -= root[(i * n) + k] * root[(j * n) + k];
                root[(i * n) + j] = i == j ? Math.Sqrt(rest) : rest / root[(j * n) + j];
            }
        }

        return root;
    }

    private static double[] Multiply(double[] a, double[] b, int n, bool transposed)
    {
        var c = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
                for (var j = 0; j < n; j++) c[(i * n) + j] += a[(i * n) + k] * (transposed ? b[(j * n) + k] : b[(k * n) + j]);
        return c;
    }
}
