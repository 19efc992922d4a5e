using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Operators;

/// <summary>A row of the table of operators: the operator and the matrix that it must be, from dense derivatives.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Create">On an objective at its point.</param>
/// <param name="Dense">The matrix.</param>
public sealed record OperatorCase(
    string Name, Func<Objective<double>, SymmetricOperator<double>> Create, Func<NetworkCase, DenseDerivatives, Matrix<double>> Dense)
{
    /// <summary>The table. All but the Hessian, whose products have tests of their own, are positive semidefinite.</summary>
    public static IEnumerable<OperatorCase> All { get; } =
    [
        new("Gauss-Newton", objective => new GaussNewton<double>(objective), (_, dense) => dense.GaussNewton),
        new("Fisher", objective => new Fisher<double>(objective), FisherByTargets),
        new("Fisher, Monte Carlo", objective => new MonteCarloFisher<double>(objective, new Seed(3), samples: 2), FisherByDraws),
        new("Fisher, empirical", objective => new EmpiricalFisher<double>(objective), (_, dense) => dense.EmpiricalFisher),
        new("noise covariance", objective => new NoiseCovariance<double>(objective), (_, dense) => dense.Noise),
        new("tangent kernel", objective => new TangentKernel<double>(objective), (_, dense) => dense.Jacobian.TransposeAndMultiply(dense.Jacobian)),
        new("gradient kernel", objective => new GradientKernel<double>(objective), (_, dense) => Gram(dense)),
        new("last two parameters of Gauss-Newton", objective => new Restricted<double>(new GaussNewton<double>(objective), LastTwo(objective.Model), block: 2), (network, dense) =>
        {
            var windows = LastTwo(network.Model()).Windows;
            var first = windows[0].Offset;
            return dense.GaussNewton.SubMatrix(first, dense.Parameters - first, first, dense.Parameters - first);
        }),
    ];

    public override string ToString() => Name;

    private static ParameterSelection LastTwo(Model<double> model) => ParameterSelection.Matching(
        model.Network.Parameters, [.. model.Network.Parameters.TakeLast(2).Select(parameter => parameter.Name)]);

    private static Matrix<double> Gram(DenseDerivatives dense)
    {
        var rows = Matrix<double>.Build.DenseOfRowVectors(dense.Gradients);
        return rows.TransposeAndMultiply(rows);
    }

    // Every class weighed by its probability: the definition of the Fisher matrix, without the loss's Hessian.
    private static Matrix<double> FisherByTargets(NetworkCase network, DenseDerivatives dense) => dense.Mean(e =>
    {
        var second = network.Loss switch
        {
            LossKind.CrossEntropy => Softmax(dense.Values[e]).Select((p, c) => p * Square(Vector<double>.Build.Dense(Softmax(dense.Values[e])) - Unit(dense.Outputs, c))).Aggregate((sum, next) => sum + next),
            LossKind.Logistic => Matrix<double>.Build.Dense(1, 1, Coin(dense.Values[e][0]) * Math.Pow(Coin(dense.Values[e][0]) - 1, 2) + ((1 - Coin(dense.Values[e][0])) * Math.Pow(Coin(dense.Values[e][0]), 2))),
            _ => Matrix<double>.Build.DenseIdentity(dense.Outputs),
        };
        return dense.Jacobians[e].TransposeThisAndMultiply(second) * dense.Jacobians[e];
    });

    // The same draws, by sorting the uniform numbers into the classes again.
    private static Matrix<double> FisherByDraws(NetworkCase network, DenseDerivatives dense)
    {
        var sum = Matrix<double>.Build.Dense(dense.Parameters, dense.Parameters);
        for (var sample = 0; sample < 2; sample++)
        {
            var random = new Seed(3).Stream("fisher-targets", sample);
            for (var e = 0; e < dense.Examples; e++)
                sum += Square(dense.Jacobians[e].TransposeThisAndMultiply(Draw(network.Loss, dense.Values[e], random))) / (2 * dense.Examples);
        }

        return sum;
    }

    private static Vector<double> Draw(LossKind loss, double[] z, RandomSource random)
    {
        if (loss == LossKind.SquaredError)
        {
            var noise = new double[z.Length];
            random.FillGaussian(noise.AsSpan());
            return Vector<double>.Build.Dense(noise);
        }

        var u = random.NextDouble();
        if (loss == LossKind.Logistic) return Vector<double>.Build.Dense(1, Coin(z[0]) - (u < Coin(z[0]) ? 1 : 0));
        var p = Softmax(z);
        var drawn = Enumerable.Range(0, z.Length).First(c => u < p[..(c + 1)].Sum());
        return Vector<double>.Build.Dense(p) - Unit(z.Length, drawn);
    }

    private static double[] Softmax(double[] z)
    {
        var sum = z.Sum(Math.Exp);
        return [.. z.Select(value => Math.Exp(value) / sum)];
    }

    private static double Coin(double z) => 1 / (1 + Math.Exp(-z));

    private static Vector<double> Unit(int length, int index) => Vector<double>.Build.Dense(length, i => i == index ? 1 : 0);

    private static Matrix<double> Square(Vector<double> v) => v.OuterProduct(v);
}
