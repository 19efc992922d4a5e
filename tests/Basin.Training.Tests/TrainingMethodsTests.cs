using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Training.Noise;
using Basin.Training.Regularizers;
using Basin.Training.Rules;

namespace Basin.Training.Tests;

/// <summary>The doors by which noise and regularisers come into a step, each with the simplest thing that fits.</summary>
public sealed class TrainingMethodsTests
{
    private static readonly int[] Batch = [3, 1, 4, 1];

    private sealed class Decay(double factor) : Regularizer<double>
    {
        public override double AddGradient(in TrainingStep<double> step, Span<double> gradient)
        {
            var value = 0.0;
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] += factor * step.Parameters[i];
                value += 0.5 * factor * step.Parameters[i] * step.Parameters[i];
            }

            return value;
        }
    }

    private sealed class OutputSquares(double factor) : LossTerm<double>
    {
        public override Operation<double> Build(Operation<double> head) => new Affine<double>(head.Multiply(head).Sum([0, 1]), factor);
    }

    private sealed class Shift : TargetNoise<double>
    {
        public override void Perturb(long step, Span<double> targets)
        {
            foreach (ref var target in targets) target = (target + step) % 4;
        }
    }

    private sealed class Push : ParameterNoise<double>
    {
        public override void Add(long step, double learningRate, Span<double> gradient)
        {
            foreach (ref var entry in gradient) entry += step / learningRate;
        }
    }

    [Fact]
    public void A_regulariser_descends_what_weight_decay_does()
    {
        using var plain = SmallNetwork.Problem<double>();
        using var regularised = SmallNetwork.Problem(new TrainingMethods<double> { Regularizers = [new Decay(0.03)] });
        var options = new SgdOptions { LearningRate = 0.1, Batch = 3, Duration = Duration.Steps(20), Seed = new Seed(1), Momentum = 0.5 };
        var (a, b) = (new Trainer<double>(plain, options with { WeightDecay = 0.03 }), new Trainer<double>(regularised, options));
        Assert.Equal(a.Run(cancellationToken: TestContext.Current.CancellationToken), b.Run(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(plain.Parameters.ToArray(), regularised.Parameters.ToArray());
    }

    [Fact]
    public void A_term_in_the_graph_is_descended_and_left_out_of_the_reported_loss()
    {
        using var plain = SmallNetwork.Problem<double>();
        using var problem = SmallNetwork.Problem(new TrainingMethods<double> { Terms = [new OutputSquares(0.2), new OutputSquares(0.1)] });
        Assert.Equal(plain.ComputeGradient(0, Batch), problem.ComputeGradient(0, Batch));
        var (gradient, loss) = (problem.Gradient.ToArray(), plain.Gradient.ToArray());
        const double h = 1e-5;
        for (var i = 0; i < gradient.Length; i++)
        {
            var slope = (Squares(i, h) - Squares(i, -h)) / (2 * h);
            Assert.Equal(slope, gradient[i] - loss[i], 1e-7);
        }

        double Squares(int index, double shift)
        {
            problem.Parameters[index] += shift;
            using var theta = new NativeBuffer<double>(problem.Parameters.Length);
            problem.Parameters.CopyTo(theta.Span);
            using var plan = new Batch<double>(SmallNetwork.Model<double>(), Batch.Length, BatchNormMode.Batch, theta, new PlanOptions());
            plan.Fill(SmallNetwork.Data<double>(), Batch);
            plan.Plan.Evaluate();
            problem.Parameters[index] -= shift;
            var sum = 0.0;
            foreach (var z in plan.Plan.Values(plan.Traced.Graph.Head)) sum += z * z;
            return 0.3 * sum;
        }
    }

    [Fact]
    public void Noise_in_the_targets_is_addressed_by_the_step()
    {
        using var noisy = SmallNetwork.Problem(new TrainingMethods<double> { Noise = [new Shift()] });
        using var plain = SmallNetwork.Problem<double>();
        Assert.Equal(plain.ComputeGradient(0, Batch), noisy.ComputeGradient(4, Batch));
        Assert.Equal(plain.Gradient.ToArray(), noisy.Gradient.ToArray());
        noisy.ComputeGradient(5, Batch);
        Assert.NotEqual(plain.Gradient.ToArray(), noisy.Gradient.ToArray());
    }

    [Fact]
    public void Noise_in_the_gradient_knows_step_and_rate()
    {
        var problem = new QuadraticProblem<double>([1.0], [0], [5]);
        var options = new SgdOptions { LearningRate = 0.5, Batch = 1, Duration = Duration.Steps(3), Seed = new Seed(1) };
        new Trainer<double>(problem, options, new Push()).Run(cancellationToken: TestContext.Current.CancellationToken);

        // θ ← θ − ½(θ + step/½): 5, 2.5, 0.25, −1.875.
        Assert.Equal(-1.875, problem.Parameters[0], 1e-14);
    }

    [Fact]
    public void A_scaled_window_moves_with_its_own_rate()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 40)];
        var problem = new QuadraticProblem<double>(ones, new double[40], [.. ones]);
        var options = new SgdOptions { LearningRate = 0.01, Batch = 1, Duration = Duration.Steps(9), Seed = new Seed(1), RateScales = [new RateScale(3, 30, 10)] };
        new Trainer<double>(problem, options).Run(cancellationToken: TestContext.Current.CancellationToken);
        for (var i = 0; i < 40; i++) Assert.Equal(Math.Pow(i is >= 3 and < 33 ? 0.9 : 0.99, 9), problem.Parameters[i], 1e-14);
    }
}
