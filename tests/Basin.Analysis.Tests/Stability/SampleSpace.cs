using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Stability;

/// <summary>SGD on a linear model with one output, in the space of its residuals e: exactly on average, and path by path.</summary>
internal sealed class SampleSpace(Examples examples)
{
    private readonly Matrix<double> _gram = examples.Gram();

    public int Count => examples.Count;

    public Matrix<double> Gram => _gram;

    /// <summary>M = E[eeᵀ] a step later.</summary>
    public Matrix<double> Next(Matrix<double> m, double rate, double q)
    {
        var n = (double)Count;
        var cross = _gram * m;
        var diagonal = Matrix<double>.Build.DenseOfDiagonalVector(m.Diagonal());
        var next = m - (rate / n * (cross + cross.Transpose()))
            + (rate * rate * ((q / n * (_gram * diagonal * _gram)) + ((1 - q) / (n * n) * (cross * _gram))));

        // What rounding leaves antisymmetric would grow on its own.
        return (next + next.Transpose()) / 2;
    }

    /// <summary>The growth of E[L] a step in the long run, by power iteration from M = K, which lies in the range of K.</summary>
    public double Growth(double rate, double q, int steps)
    {
        var (m, growth) = (_gram / _gram.Trace(), 1.0);
        for (var t = 0; t < steps; t++)
        {
            m = Next(m, rate, q);
            growth = m.Trace();
            m /= growth;
        }

        return growth;
    }

    /// <summary>The state in which E[L] grows by a constant factor.</summary>
    public Matrix<double> Leading(double rate, double q, int steps)
    {
        var m = _gram / _gram.Trace();
        for (var t = 0; t < steps; t++)
        {
            m = Next(m, rate, q);
            m /= m.Trace();
        }

        return m;
    }

    /// <summary>μ of the state M: tr(ΣG)/(2L‖G‖_F²).</summary>
    public double Alignment(Matrix<double> m)
    {
        var n = (double)Count;
        var square = _gram * _gram;
        var first = m.Diagonal().PointwiseMultiply(square.Diagonal()).Sum() / (n * n);
        var second = (square * m).Trace() / (n * n * n);
        return (first - second) / (m.Trace() / n) / (square.Trace() / (n * n));
    }
}
