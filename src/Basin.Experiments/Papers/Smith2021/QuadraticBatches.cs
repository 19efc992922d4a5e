using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Ĉⱼ = ½(w − aⱼ)ᵀHⱼ(w − aⱼ): an epoch is an affine map and a modified flow a matrix exponential, so that means are exact.</summary>
internal sealed class QuadraticBatches
{
    private readonly double[][,] _hessians;
    private readonly double[][] _pulls;

    /// <summary>Draws m batches: Hⱼ = AAᵀ/d with Gaussian A, and Gaussian aⱼ and start.</summary>
    public QuadraticBatches(int batches, int dimension, Seed seed)
    {
        var chance = seed.Stream("quadratics");
        _hessians = [.. Enumerable.Range(0, batches).Select(_ => Positive(dimension, chance))];
        _pulls = [.. _hessians.Select(hessian => Product(hessian, Gaussians(dimension, chance)))];
        Start = [.. Gaussians(dimension, chance).Select(x => 3 * x)];
    }

    /// <summary>w₀.</summary>
    public double[] Start { get; }

    /// <summary>m.</summary>
    public int Count => _hessians.Length;

    private int Dimension => Start.Length;

    /// <summary>The mean over ways through an epoch of what they do to w.</summary>
    /// <param name="orders">The ways: batches in order.</param>
    /// <param name="rate">ε of a batch's update.</param>
    /// <param name="substeps">Euler steps that an update is parted into.</param>
    public AffineMap MeanEpoch(IEnumerable<int[]> orders, double rate, int substeps = 1)
    {
        AffineMap[] updates = [.. _hessians.Zip(_pulls, (hessian, pull) => AffineMap.Step(hessian, pull, rate / substeps).Times(substeps))];
        return AffineMap.Mean([.. orders.Select(order => order.Aggregate(AffineMap.Identity(Dimension), (map, batch) => map.Then(updates[batch])))]);
    }

    /// <summary>One step by the whole gradient.</summary>
    public AffineMap Descent(double rate) => AffineMap.Step(Mean(_hessians), Mean(_pulls), rate);

    /// <summary>Where gradient flow on a modified loss is after some time, to rounding.</summary>
    public double[] Flow(ModifiedLoss terms, double time)
    {
        var (hessian, pull) = (Mean(_hessians), Mean(_pulls));
        var squares = Mean([.. _hessians.Select(h => Product(h, h))]);
        var squarePull = Mean([.. _hessians.Zip(_pulls, Product)]);
        var (whole, wholePull) = (Product(hessian, hessian), Product(hessian, pull));
        var (matrix, force) = (new double[Dimension * Dimension], new double[Dimension]);
        for (var i = 0; i < Dimension; i++)
        {
            for (var j = 0; j < Dimension; j++)
                matrix[(i * Dimension) + j] = hessian[i, j] + (terms.Whole / 2 * whole[i, j]) + (terms.Batches / 2 * squares[i, j]);
            force[i] = pull[i] + (terms.Whole / 2 * wholePull[i]) + (terms.Batches / 2 * squarePull[i]);
        }

        // w(t) = w* + e^(−At)(w₀ − w*), along each eigenvector of A.
        var eigen = new SymmetricEigen(Dimension);
        eigen.Decompose(matrix, Dimension, Dimension);
        var end = new double[Dimension];
        for (var k = 0; k < Dimension; k++)
        {
            var rest = Vectors.Dot<double>(eigen.Vector(k), force) / eigen.Values[k];
            var at = rest + (Math.Exp(-eigen.Values[k] * time) * (Vectors.Dot<double>(eigen.Vector(k), Start) - rest));
            Vectors.AddScaled(at, eigen.Vector(k), end.AsSpan());
        }

        return end;
    }

    private static double[] Gaussians(int count, RandomSource chance)
    {
        var numbers = new double[count];
        chance.FillGaussian<double>(numbers);
        return numbers;
    }

    private static double[,] Positive(int dimension, RandomSource chance)
    {
        var a = Gaussians(dimension * dimension, chance);
        var h = new double[dimension, dimension];
        for (var i = 0; i < dimension; i++)
            for (var j = 0; j < dimension; j++)
                h[i, j] = Vectors.Dot<double>(a.AsSpan(i * dimension, dimension), a.AsSpan(j * dimension, dimension)) / dimension;
        return h;
    }

    private static double[] Product(double[,] a, double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++) y[i] += a[i, j] * x[j];
        return y;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var dimension = a.GetLength(0);
        var c = new double[dimension, dimension];
        for (var i = 0; i < dimension; i++)
            for (var j = 0; j < dimension; j++)
                for (var k = 0; k < dimension; k++) c[i, j] += a[i, k] * b[k, j];
        return c;
    }

    private static double[] Mean(double[][] vectors) =>
        [.. vectors[0].Select((_, i) => vectors.Average(vector => vector[i]))];

    private static double[,] Mean(double[][,] matrices)
    {
        var dimension = matrices[0].GetLength(0);
        var mean = new double[dimension, dimension];
        foreach (var matrix in matrices)
            for (var i = 0; i < dimension; i++)
                for (var j = 0; j < dimension; j++) mean[i, j] += matrix[i, j] / matrices.Length;
        return mean;
    }
}
