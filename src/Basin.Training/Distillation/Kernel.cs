namespace Basin.Training.Distillation;

/// <summary>A symmetric positive definite function of two points: the Green's function g of a regulariser ∬ u(x, x′) f(x) f(x′).</summary>
public abstract class Kernel
{
    /// <summary>g(x, x′).</summary>
    /// <param name="x">A point.</param>
    /// <param name="other">A point of as many dimensions.</param>
    public abstract double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> other);

    /// <summary>g between all rows of one set of points and all rows of another. Costs a call each.</summary>
    /// <param name="points">Shape (n, d), row by row.</param>
    /// <param name="others">Shape (m, d).</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <returns>Shape (n, m).</returns>
    /// <exception cref="ArgumentException">The lengths are no multiples of d.</exception>
    public double[] Matrix(ReadOnlySpan<double> points, ReadOnlySpan<double> others, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Length % dimension, 0, nameof(points));
        ArgumentOutOfRangeException.ThrowIfNotEqual(others.Length % dimension, 0, nameof(others));
        var (n, m) = (points.Length / dimension, others.Length / dimension);
        var matrix = new double[n * m];
        for (var i = 0; i < n; i++)
        {
            var x = points.Slice(i * dimension, dimension);
            for (var j = 0; j < m; j++) matrix[(i * m) + j] = Between(x, others.Slice(j * dimension, dimension));
        }

        return matrix;
    }
}
