using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Regularization;

/// <summary>Losses ½(w − aⱼ)ᵀHⱼ(w − aⱼ), on which the mean of SGD over all orders is known exactly, epoch after epoch.</summary>
internal sealed class QuadraticBatches
{
    private readonly Matrix<double>[] _hessians;
    private readonly Vector<double>[] _slopes;

    public QuadraticBatches(int dimension, int parts, ulong seed)
    {
        var random = new Seed(seed).Stream("quadratics");
        double[] Draw(int count)
        {
            var x = new double[count];
            random.FillGaussian(x.AsSpan());
            return x;
        }

        var identity = Matrix<double>.Build.DenseIdentity(dimension);
        _hessians = [.. Enumerable.Range(0, parts).Select(_ =>
        {
            var x = Matrix<double>.Build.Dense(dimension, dimension, Draw(dimension * dimension));
            return (x * x.Transpose() / dimension) + (0.2 * identity);
        })];
        _slopes = [.. _hessians.Select(hessian => hessian * Vector<double>.Build.Dense(Draw(dimension)))];
        Start = Vector<double>.Build.Dense(Draw(dimension));
    }

    public Vector<double> Start { get; }

    private int Dimension => Start.Count;

    private Matrix<double> Hessian => _hessians.Aggregate((a, b) => a + b) / _hessians.Length;

    private Vector<double> Slope => _slopes.Aggregate((a, b) => a + b) / _slopes.Length;

    /// <summary>The mean map of (w, w₋, 1) over an epoch, over all given sequences of batches, each a list of parts.</summary>
    public Matrix<double> Epoch(MomentumRule rule, double rate, IEnumerable<int[][]> sequences)
    {
        var steps = new Dictionary<string, Matrix<double>>(StringComparer.Ordinal);
        var (sum, count) = (Matrix<double>.Build.Dense((2 * Dimension) + 1, (2 * Dimension) + 1), 0);
        foreach (var sequence in sequences)
        {
            var map = Matrix<double>.Build.DenseIdentity(sum.RowCount);
            foreach (var batch in sequence)
            {
                var key = string.Join(',', batch);
                if (!steps.TryGetValue(key, out var step)) steps[key] = step = Step(rule, rate, batch);
                map = step * map;
            }

            sum += map;
            count++;
        }

        return sum / count;
    }

    /// <summary>The mean of w after some epochs from <see cref="Start"/> at rest.</summary>
    public Vector<double> After(Matrix<double> epoch, int epochs)
    {
        var state = Vector<double>.Build.Dense([.. Start, .. Start, 1.0]);
        for (var i = 0; i < epochs; i++) state = epoch * state;
        return state.SubVector(0, Dimension);
    }

    /// <summary>The Hessian and the slope of the modified loss, which is quadratic too.</summary>
    public (Matrix<double> Hessian, Vector<double> Slope) Modified(ShufflingCoefficients coefficients)
    {
        var (h, b, m) = (Hessian, Slope, _hessians.Length);
        var spread = (_hessians.Aggregate(0 * h, (sum, x) => sum + (x * x)) / m) - (h * h);
        var spreadSlope = (_hessians.Zip(_slopes).Aggregate(0 * b, (sum, x) => sum + (x.First * x.Second)) / m) - (h * b);
        return (
            h + (coefficients.Gradient / 2 * h * h) + (coefficients.Noise / 2 * spread),
            b + (coefficients.Gradient / 2 * h * b) + (coefficients.Noise / 2 * spreadSlope));
    }

    /// <summary>The gradient flow from <see cref="Start"/> for a time.</summary>
    public Vector<double> Flow(ShufflingCoefficients coefficients, double time)
    {
        var (hessian, slope) = Modified(coefficients);
        var rest = hessian.Solve(slope);
        var eigen = hessian.Evd(Symmetricity.Symmetric);
        var decay = Matrix<double>.Build.DenseOfDiagonalVector(eigen.EigenValues.Map(value => Math.Exp(-time * value.Real)));
        return rest + (eigen.EigenVectors * decay * eigen.EigenVectors.Transpose() * (Start - rest));
    }

    private Matrix<double> Step(MomentumRule rule, double rate, int[] batch)
    {
        var d = Dimension;
        var identity = Matrix<double>.Build.DenseIdentity(d);
        var hessian = batch.Aggregate(0 * identity, (sum, j) => sum + _hessians[j]) / batch.Length;
        var slope = batch.Aggregate(0 * Start, (sum, j) => sum + _slopes[j]) / batch.Length;
        var descent = identity - (rate * hessian);
        var map = Matrix<double>.Build.DenseIdentity((2 * d) + 1);
        map.SetSubMatrix(0, 0, rule.Nesterov ? (1 + rule.Beta) * descent : descent + (rule.Beta * identity));
        map.SetSubMatrix(0, d, rule.Nesterov ? -rule.Beta * descent : -rule.Beta * identity);
        map.SetSubMatrix(d, 0, identity);
        map.SetSubMatrix(d, d, 0 * identity);
        map.SetSubMatrix(0, 2 * d, (rate * slope).ToColumnMatrix());
        return map;
    }
}
