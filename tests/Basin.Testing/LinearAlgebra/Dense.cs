using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Testing.LinearAlgebra;

/// <summary>Dense float64 oracles.</summary>
public static class Dense
{
    /// <summary>The matrix of an operator, product by product with unit vectors.</summary>
    public static double[,] Of<T>(LinearOperator<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var matrix = new double[a.Rows, a.Columns];
        var (x, y) = (new T[a.Columns], new T[a.Rows]);
        for (var j = 0; j < a.Columns; j++)
        {
            x[j] = T.One;
            a.Multiply(x, y);
            x[j] = T.Zero;
            for (var i = 0; i < a.Rows; i++) matrix[i, j] = double.CreateTruncating(y[i]);
        }

        return matrix;
    }

    /// <summary>A symmetric matrix with the given eigenvalues and random eigenvectors.</summary>
    public static double[,] WithSpectrum(double[] spectrum, RandomSource random)
    {
        var n = spectrum.Length;
        var gaussian = new double[n * n];
        random.FillGaussian(gaussian.AsSpan());
        var q = Matrix<double>.Build.Dense(n, n, gaussian).QR().Q;
        var a = q * Matrix<double>.Build.DenseOfDiagonalArray(spectrum) * q.Transpose();
        return ((a + a.Transpose()) / 2).ToArray();
    }

    /// <summary>A symmetric matrix of Gaussian elements.</summary>
    public static double[,] Gaussian(int n, RandomSource random)
    {
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = random.NextGaussian();
        return matrix;
    }

    /// <summary>The matrix as an operator, rounded to T.</summary>
    public static DenseSymmetric<T> Operator<T>(double[,] matrix)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new([.. matrix.Cast<double>().Select(T.CreateTruncating)], matrix.GetLength(0));

    /// <summary>Eigenvalues ascending, by MathNet.</summary>
    public static double[] Eigenvalues(double[,] matrix) =>
        [.. Matrix<double>.Build.DenseOfArray(matrix).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order()];

    /// <summary>A·x.</summary>
    public static double[] Multiply(double[,] matrix, double[] x) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, x.Length).Sum(j => matrix[i, j] * x[j]))];

    /// <summary>Σᵢ Aᵢᵢ.</summary>
    public static double Trace(double[,] matrix) => Enumerable.Range(0, matrix.GetLength(0)).Sum(i => matrix[i, i]);

    /// <summary>√(Σ Aᵢⱼ²).</summary>
    public static double FrobeniusNorm(double[,] matrix) => Math.Sqrt(matrix.Cast<double>().Sum(x => x * x));

    /// <summary>‖Ax − λx‖ / ‖x‖, the product in T, the rest in float64.</summary>
    public static double Residual<T>(SymmetricOperator<T> a, double value, T[] vector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = new T[vector.Length];
        a.Multiply(vector, product);
        var (square, length) = (0.0, 0.0);
        for (var i = 0; i < vector.Length; i++)
        {
            var x = double.CreateTruncating(vector[i]);
            square += Math.Pow(double.CreateTruncating(product[i]) - (value * x), 2);
            length += x * x;
        }

        return Math.Sqrt(square / length);
    }
}
