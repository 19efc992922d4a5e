using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Stability;

/// <summary>The moments behind the bounds, from every example's rows.</summary>
internal static unsafe class SampleMoments
{
    public static CurvatureMoments Of(SampleCurvature curvature)
    {
        var (n, k, values) = (curvature.Examples, curvature.Outputs, curvature.Eigenvalues);
        var (block, weighted) = (new double[k * k], new double[k * k]);
        var eigen = new SymmetricEigen(k);
        var (spread, squares, largest, floor) = (0.0, 0.0, 0.0, double.PositiveInfinity);
        for (var i = 0; i < n; i++)
        {
            Blocks(curvature, i, block, weighted, out var top);
            spread += (top - values[0]) * (top - values[0]) / n;
            foreach (var element in block) squares += element * element / n;
            eigen.DecomposeLast(block, k, k);
            largest = Math.Max(largest, eigen.Values[^1]);
            eigen.DecomposeLast(weighted, k, k);
            floor = Math.Min(floor, eigen.Values[0]);
        }

        // tr(ΣG) ≥ 2L·(minᵢ λ_min(AᵢGAᵢᵀ) − λ₁²): the first part bounds the mean of the squared gradients, the second that of the mean gradient.
        var frobenius = values.Sum(x => x * x);
        var alignment = (floor - (values[0] * values[0])) / frobenius;
        return new CurvatureMoments
        {
            Largest = Exactly(values[0]),
            TopSpread = Exactly(spread),
            Trace = Exactly(values.Sum()),
            FrobeniusNorm = Exactly(Math.Sqrt(frobenius)),
            ExampleSquares = Exactly(squares),
            LargestExample = largest,
            AlignmentFloor = alignment > 0 ? alignment : null,
        };
    }

    private static Estimate Exactly(double value) => new(value, 0, 0);

    // AᵢAᵢᵀ, AᵢGAᵢᵀ, and v₁ᵀHᵢv₁: the basis is that of the eigenvectors.
    private static void Blocks(SampleCurvature curvature, int example, double[] block, double[] weighted, out double top)
    {
        var (k, values) = (curvature.Outputs, curvature.Eigenvalues);
        var r = values.Length;
        var rows = new ReadOnlySpan<double>(curvature.Rows + ((long)example * k * r), k * r);
        top = 0;
        for (var p = 0; p < k; p++)
        {
            top += rows[p * r] * rows[p * r];
            for (var q = 0; q <= p; q++)
            {
                var (plain, curved) = (0.0, 0.0);
                for (var a = 0; a < r; a++)
                {
                    var product = rows[(p * r) + a] * rows[(q * r) + a];
                    plain += product;
                    curved += values[a] * product;
                }

                block[(p * k) + q] = block[(q * k) + p] = plain;
                weighted[(p * k) + q] = weighted[(q * k) + p] = curved;
            }
        }
    }
}
