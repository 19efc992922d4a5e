using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Noise;

namespace Basin.Training.Tests.Noise;

/// <summary>
/// The sharpest test of the regulariser of label noise: on f = ab with one example the minima are a hyperbola, along which λR alone moves θ, and
/// the squared gradient of f on it is a function of D = a² − b².
/// </summary>
/// <remarks>Source: Damian, Ma and Lee (2021), sections 4 and 5; the rates are those of their R and of its Hessian on a hyperbola.</remarks>
public sealed class HyperbolaTests
{
    private sealed class Product : Layer<double>
    {
        public override Operation<double> Build(Tracer<double> tracer, Operation<double> x) => x
            .Multiply(tracer.Parameter("a", new Shape(1), Initializer.Constant(1)))
            .Multiply(tracer.Parameter("b", new Shape(1), Initializer.Constant(1)));
    }

    // log|D| at each step, summed over runs.
    private sealed class Distances(NetworkProblem<double> problem, double[] sums) : TrainingObserver<double>
    {
        public override void OnProgress(long step, long steps)
        {
            var (a, b) = (problem.Parameters[0], problem.Parameters[1]);
            sums[step] += Math.Log(Math.Abs((a * a) - (b * b)));
        }
    }

    [Theory]
    [InlineData(0.3, 0.05, 0, 1352, 2794)]
    [InlineData(0.05, 0.03, 0.9, 2668, 2794)]
    public void Label_noise_drifts_along_the_minima_as_its_regulariser_says(double rate, double deviation, double momentum, int theory, int traceAlone)
    {
        // y = 1 and (a, b) = (2, ½): from D = 3.75, the steps until |D| is 2. R without its logarithm would say the last number.
        var seen = Hit(LossKind.SquaredError, 1, 2, 2.0, rate, momentum, 1, seed => new LabelNoise<double>(deviation, LabelNoiseKind.Sign, seed), theory, 60);
        Assert.InRange((double)seen / theory, 0.98, 1.02);
        if (momentum == 0) Assert.True(traceAlone > 1.9 * seen);
    }

    [Fact]
    public void Flips_drift_with_their_variance_over_the_curvature()
    {
        // Logistic loss, p = 0.2, from (2.5, c/2.5) on the minima ab = c = ln 4, until D is a third: 2646 steps, and 16537 without the 1/α.
        const double a = 2.5;
        var c = Math.Log(4);
        var seen = Hit(LossKind.Logistic, c, a, ((a * a) - (c * c / (a * a))) / 3, 0.1, 0, 4, seed => new LabelFlips<double>(0.2, 2, seed), 2646, 40);
        Assert.InRange(seen / 2646.0, 0.95, 1.05);
    }

    private static int Hit(
        LossKind loss, double product, double a, double level, double rate, double momentum, int batch, Func<Seed, TargetNoise<double>> noise, int expected, int runs)
    {
        var model = new Model<double>(new Network<double>("product", new Shape(1), new Product()), loss);
        var targets = loss == LossKind.Logistic ? Targets.Classes(2) : Targets.Values(1);
        double[] ones = [.. Enumerable.Repeat(1.0, batch)];
        var data = new DataSet<double>("one", new Shape(1), ones, [.. ones], targets, "made by the test");
        var steps = (int)(1.2 * expected);
        var sums = new double[steps + 1];
        for (var run = 0; run < runs; run++)
        {
            using var problem = new NetworkProblem<double>(model, data, null, new Seed(1), Workers.Serial, new TrainingMethods<double> { Noise = [noise(new Seed((ulong)run))] });
            (problem.Parameters[0], problem.Parameters[1]) = (a, product / a);
            var options = new SgdOptions
            {
                LearningRate = rate,
                Batch = batch,
                Momentum = momentum,
                Duration = Duration.Steps(steps),
                Seed = new Seed(1),
                EvaluateEvery = steps,
                CheckpointEvery = steps,
            };
            new Trainer<double>(problem, options).Run(new Distances(problem, sums), TestContext.Current.CancellationToken);
        }

        return Array.FindIndex(sums, 1, sum => sum / runs < Math.Log(level));
    }
}
