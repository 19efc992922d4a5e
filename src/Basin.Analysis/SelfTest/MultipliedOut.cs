using System.Numerics;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.SelfTest;

/// <summary>The matrix of an operator, product by product with the unit vectors.</summary>
internal static class MultipliedOut
{
    /// <summary>Shape (n, n); column j is the product with unit vector j.</summary>
    public static double[,] Of<T>(SymmetricOperator<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = a.Dimension;
        var matrix = new double[n, n];
        var (x, y) = (new T[n], new T[n]);
        for (var j = 0; j < n; j++)
        {
            x[j] = T.One;
            a.Multiply(x, y);
            x[j] = T.Zero;
            for (var i = 0; i < n; i++) matrix[i, j] = double.CreateTruncating(y[i]);
        }

        return matrix;
    }
}
