using Basin.Models;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Noise;

namespace Basin.Training.Tests.Noise;

public sealed class GaussNewtonNoiseTests
{
    private const double Rate = 0.5;
    private const double Scale = 0.02;
    private static readonly int[] Everything = [.. Enumerable.Range(0, 10)];

    private static ParameterNoise<double> Create(bool ofBatch, NetworkProblem<double> problem, LossKind loss, Model<double> model) => ofBatch
        ? new BatchGaussNewtonNoise<double>(Scale, problem, loss, model.Network.Outputs, new Seed(1))
        : new GaussNewtonNoise<double>(Scale, problem, model, SmallNetwork.Data<double>(loss), new Seed(1), Workers.Serial);

    [Theory]
    [InlineData(false, LossKind.CrossEntropy)]
    [InlineData(false, LossKind.SquaredError)]
    [InlineData(true, LossKind.CrossEntropy)]
    [InlineData(true, LossKind.Logistic)]
    public void A_step_has_the_covariance_of_the_dense_matrix(bool ofBatch, LossKind loss)
    {
        const int draws = 3000;
        var model = SmallNetwork.Model<double>(loss);
        using var problem = SmallNetwork.Problem(new TrainingMethods<double> { Derivatives = Derivatives.Second }, loss);
        problem.ComputeGradient(0, Everything);
        var p = problem.Parameters.Length;
        using var objective = new Objective<double>(model, SmallNetwork.Data<double>(loss));
        objective.MoveTo(problem.Parameters);
        var dense = new double[p * p];
        for (var i = 0; i < p; i++)
        {
            var unit = new double[p];
            unit[i] = 1;
            objective.GaussNewtonProduct(unit, dense.AsSpan(i * p, p), TestContext.Current.CancellationToken);
        }

        using var noise = Create(ofBatch, problem, loss, model);
        var covariance = new double[p * p];
        var drawn = new double[p];
        for (var step = 0; step < draws; step++)
        {
            Array.Clear(drawn);
            noise.Add(step, Rate, drawn);
            for (var i = 0; i < p; i++)
                for (var j = 0; j < p; j++) covariance[(i * p) + j] += Rate * drawn[i] * Rate * drawn[j] / draws;
        }

        // A product of Gaussians has the variance CᵢᵢCⱼⱼ + Cᵢⱼ². With hundreds of entries the largest of them is near four errors.
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
            {
                var expected = Rate * Scale * dense[(i * p) + j];
                var error = Rate * Scale * Math.Sqrt(((dense[(i * p) + i] * dense[(j * p) + j]) + Math.Pow(dense[(i * p) + j], 2)) / draws);
                Assert.InRange(covariance[(i * p) + j] - expected, (-5.5 * error) - 1e-12, (5.5 * error) + 1e-12);
            }
        }
    }

    [Fact]
    public void Around_a_minimum_it_keeps_up_the_covariance_of_theory()
    {
        using var problem = LineProblem.Create();
        using var noise = new GaussNewtonNoise<double>(Scale, problem, LineProblem.Model, LineProblem.Data, new Seed(2), Workers.Serial);
        var options = new SgdOptions { LearningRate = Rate, Batch = 4, Duration = Duration.Steps(60_000), Seed = new Seed(1) };
        var spread = new LineProblem.Spread(problem);
        new Trainer<double>(problem, options, noise).Run(spread, TestContext.Current.CancellationToken);

        // S = λ/(2 − ηh). Samples are correlated over 1/(ηh) steps: the error is below 1.2 per cent.
        for (var i = 0; i < 2; i++) Assert.Equal(1, spread[i] / (Scale / (2 - (Rate * LineProblem.Curvatures[i]))), 0.05);
    }
}
