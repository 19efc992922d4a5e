using Basin.Analysis.Stability;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Stability;

/// <summary>The second-moment map written out as a matrix on (θ, θ₋)⊗(θ, θ₋): the oracle for tiny cases.</summary>
internal static class Kronecker
{
    /// <summary>The spectral radius of the map, by all its eigenvalues.</summary>
    public static double Growth(Examples examples, MomentumRule rule, double q, double rate)
    {
        var hessians = examples.Hessians();
        var mean = hessians.Aggregate((a, b) => a + b) / hessians.Length;
        var step = Step(mean, rule, rate);
        var map = step.KroneckerProduct(step);
        foreach (var hessian in hessians)
        {
            var noise = Step(hessian, rule, rate) - step;
            map += q / hessians.Length * noise.KroneckerProduct(noise);
        }

        return map.Evd().EigenValues.Max(value => value.Magnitude);
    }

    private static Matrix<double> Step(Matrix<double> hessian, MomentumRule rule, double rate)
    {
        var p = hessian.RowCount;
        var one = Matrix<double>.Build.DenseIdentity(p);
        var descent = one - (rate * hessian);
        var (now, before) = rule.Nesterov
            ? ((1 + rule.Beta) * descent, -rule.Beta * descent)
            : (descent + (rule.Beta * one), -rule.Beta * one);
        return Matrix<double>.Build.DenseOfMatrixArray(new[,] { { now, before }, { one, 0 * one } });
    }
}
