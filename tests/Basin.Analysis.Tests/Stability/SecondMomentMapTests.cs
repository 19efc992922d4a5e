using Basin.Analysis.Stability;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Threading;
using Basin.Testing.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Stability;

public sealed class SecondMomentMapTests : SymmetricOperatorContract
{
    protected override (SymmetricOperator<double> Operator, double[,] Dense) Create()
    {
        var examples = Examples.Random(7, 2, 5);
        var curvature = examples.Curvature();
        var map = new SecondMomentMap(curvature, Workers.Serial);
        map.SetWeights((a, b) => (1 / (1 + a + b), Math.Sin(a * b)));
        return (map, Written(examples, curvature));
    }

    // In the eigenvectors of the mean, each symmetric unit matrix through the definition.
    private static double[,] Written(Examples examples, SampleCurvature curvature)
    {
        var hessians = examples.Hessians();
        var mean = hessians.Aggregate((a, b) => a + b) / hessians.Length;
        var vectors = mean.Evd(Symmetricity.Symmetric).EigenVectors;
        var (values, r) = (curvature.Eigenvalues, curvature.Rank);
        var turn = Matrix<double>.Build.Dense(r, r, (i, a) => vectors[i, r - 1 - a] * Sign(vectors, curvature, examples, r - 1 - a, a));
        var pairs = (from a in Enumerable.Range(0, r) from b in Enumerable.Range(0, a + 1) select (a, b)).ToArray();
        var dense = new double[pairs.Length, pairs.Length];
        for (var j = 0; j < pairs.Length; j++)
        {
            var (a, b) = pairs[j];
            var unit = Matrix<double>.Build.Dense(r, r);
            unit[a, b] = unit[b, a] = (a == b ? 1 : Math.Sqrt(0.5)) / (1 + values[a] + values[b]);
            var image = hessians.Select(h => turn.Transpose() * h * turn).Aggregate(0 * unit, (sum, h) => sum + (h * unit * h)) / hessians.Length;
            for (var i = 0; i < pairs.Length; i++)
            {
                var (c, d) = pairs[i];
                dense[i, j] = image[c, d] * (c == d ? 1 : Math.Sqrt(2)) / (1 + values[c] + values[d]);
                if (i == j) dense[i, j] += Math.Sin(values[a] * values[b]);
            }
        }

        return dense;
    }

    // Eigenvectors are known up to sign: that of the first example's first row decides.
    private static unsafe double Sign(Matrix<double> vectors, SampleCurvature curvature, Examples examples, int column, int index)
    {
        var dot = Enumerable.Range(0, examples.Parameters).Sum(i => examples.Rows[i] * vectors[i, column]);
        return Math.Sign(dot) * Math.Sign(curvature.Rows[index]);
    }
}
