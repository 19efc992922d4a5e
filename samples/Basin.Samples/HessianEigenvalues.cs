using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Samples;

/// <summary>The ten largest eigenvalues of a network's Hessian on one's own arrays.</summary>
internal static class HessianEigenvalues
{
    public static LanczosResult<double> Run(double[] inputs, double[] classes)
    {
        // begin: hessian-eigenvalues
        var data = new DataSet<double>("mine", new Shape(20), inputs, classes, Targets.Classes(3), "made by hand");
        var network = Mlp.Create<double>(data.ExampleShape, outputs: 3, hidden: [16, 16]);
        using var objective = new Objective<double>(new Model<double>(network, LossKind.CrossEntropy), data);

        var theta = new double[network.ParameterCount];
        network.Initialize(new Seed(1), theta);
        objective.MoveTo(theta);

        var result = Lanczos.Solve(new Hessian<double>(objective), new LanczosOptions { Top = 10 }, new Seed(1).Stream("lanczos"));
        foreach (var (value, residual, _) in result.Top) Console.WriteLine($"{value:g6} (residual {residual:g2})");
        Console.WriteLine(result.Advice);
        // end: hessian-eigenvalues
        return result;
    }
}
