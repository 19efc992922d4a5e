using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Noise;

/// <summary>Linear networks under squared error, whose noise has closed forms.</summary>
internal static class LinearNetworks
{
    /// <summary>f(x) = θ·x with targets of 0, at θ.</summary>
    public static Objective<double> Shallow(double[] inputs, double[] theta) => Of(inputs, theta.Length, theta, ("dense", new Dense<double>(1, hasBias: false)));

    /// <summary>f(x) = x·V·a with targets of 0, at θ = (V, a).</summary>
    public static Objective<double> Deep(double[] inputs, int d, int hidden, double[] theta) =>
        Of(inputs, d, theta, ("first", new Dense<double>(hidden, hasBias: false)), ("last", new Dense<double>(1, hasBias: false)));

    /// <summary>Gaussian examples, shape (n, d), of covariance RRᵀ.</summary>
    public static double[] Gaussian(int n, Matrix<double> root, Basin.Numerics.Random.RandomSource random)
    {
        var d = root.RowCount;
        double[] inputs = new double[n * d], white = new double[d];
        for (var i = 0; i < n; i++)
        {
            random.FillGaussian(white.AsSpan());
            for (var a = 0; a < d; a++)
                for (var b = 0; b < d; b++) inputs[(i * d) + a] += root[a, b] * white[b];
        }

        return inputs;
    }

    private static Objective<double> Of(double[] inputs, int d, double[] theta, params (string Name, Layer<double> Layer)[] layers)
    {
        var network = new Network<double>("linear", new Shape(d), new Chain<double>(layers));
        var data = new DataSet<double>("made", new Shape(d), inputs, new double[inputs.Length / d], Targets.Values(1), "made by the test");
        var objective = new Objective<double>(new Model<double>(network, LossKind.SquaredError), data);
        objective.MoveTo(theta);
        return objective;
    }
}
