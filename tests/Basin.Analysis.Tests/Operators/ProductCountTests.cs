using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Operators;

/// <summary>What an inspection pays for eigenvalues on a network of ordinary size.</summary>
public sealed class ProductCountTests
{
    // The 784-256-256-10 network on 2,000 examples of ten blurred classes, some gradient steps from its start.
    [Fact]
    public void Ten_eigenvalues_to_a_thousandth_cost_at_most_35_products()
    {
        var network = Mlp.Create<float>(new Shape(784), 10, [256, 256]);
        using var objective = new Objective<float>(new Model<float>(network, LossKind.CrossEntropy), Blurred());
        var (theta, gradient) = (new float[network.ParameterCount], new float[network.ParameterCount]);
        network.Initialize(new Seed(61), theta);
        for (var step = 0; step < 10; step++)
        {
            objective.MoveTo(theta);
            objective.Gradient(gradient);
            for (var i = 0; i < theta.Length; i++) theta[i] -= 0.1f * gradient[i];
        }

        objective.MoveTo(theta);
        var search = new LanczosOptions { Top = 10, Tolerance = 1e-3 };
        foreach (var a in new SymmetricOperator<float>[] { new Hessian<float>(objective), new GaussNewton<float>(objective) })
        {
            var found = Lanczos.Solve(a, search, new Seed(61).Stream("lanczos-start"));
            Assert.Equal(LanczosStop.Converged, found.Stop);
            Assert.All(found.Top, value => Assert.InRange(value.Residual, 0, 1e-3 * found.Scale));
            Assert.InRange(found.Products, 10, 35);
        }
    }

    private static DataSet<float> Blurred()
    {
        var stream = new Seed(61).Stream("data");
        var centres = new float[10 * 784];
        stream.FillGaussian<float>(centres);
        var (inputs, labels) = (new float[2000 * 784], new float[2000]);
        stream.FillGaussian<float>(inputs);
        for (var e = 0; e < labels.Length; e++)
        {
            labels[e] = stream.NextInt(10);
            for (var i = 0; i < 784; i++) inputs[(e * 784) + i] += 0.5f * centres[((int)labels[e] * 784) + i];
        }

        return new DataSet<float>("blurred", new Shape(784), inputs, labels, Targets.Classes(10), "made by the test");
    }
}
