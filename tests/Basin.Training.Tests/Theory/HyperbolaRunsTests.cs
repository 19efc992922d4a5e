using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Training.Tests.Theory;

public sealed class HyperbolaRunsTests
{
    private static readonly Seed Root = new(3);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Label_noise_has_its_mean_and_variance(int batch)
    {
        // From (1, 1) a step moves both by η·ε.
        const int runs = 20_001;
        var options = new HyperbolaOptions { LearningRate = 0.1, Batch = batch, Sigma = 0.2 };
        var all = new HyperbolaRuns(runs, (1, 1), options, Root);
        all.Step();
        double[] moves = [.. all.First.ToArray().Select(x => (x - 1) / 0.1)];
        Assert.Equal(all.First.ToArray(), all.Second.ToArray());
        var variance = 0.04 / batch;
        Assert.InRange(moves.Average() / Math.Sqrt(variance / runs), -4, 4);
        Assert.Equal(1, moves.Average(x => x * x) / variance, 0.05);
    }

    [Fact]
    public void Flips_have_the_mean_and_variance_of_the_logistic_loss()
    {
        const int runs = 20_000;
        var options = new HyperbolaOptions { LearningRate = 1, Batch = 4, Flip = 0.2 };
        var all = new HyperbolaRuns(runs, (1, Math.Log(4)), options, Root);
        all.Step();
        double[] slopes = [.. all.Second.ToArray().Select(x => Math.Log(4) - x)];
        Assert.InRange(slopes.Average() / Math.Sqrt(0.04 / runs), -4, 4);
        Assert.Equal(1, slopes.Average(x => x * x) / 0.04, 0.05);
    }

    [Fact]
    public void The_imbalance_shrinks_exactly_and_only_by_noise()
    {
        var quiet = new HyperbolaRuns(5, (2, 0.5), new HyperbolaOptions { LearningRate = 0.1 }, Root);
        for (var step = 0; step < 100; step++) quiet.Step();
        Assert.Equal(Math.Log(3.75), quiet.MeanLogImbalance(), 1e-13);

        var noisy = new HyperbolaRuns(40, (2, 0.5), new HyperbolaOptions { LearningRate = 0.2, Sigma = 0.1 }, Root);
        var expected = Math.Log(3.75);
        for (var step = 0; step < 50; step++)
        {
            var (first, second) = (noisy.First.ToArray(), noisy.Second.ToArray());
            noisy.Step();

            // r from the step itself: θ₁⁺ = θ₁ − η·r·θ₂.
            expected += first.Zip(second, noisy.First.ToArray()).Average(run => Math.Log(Math.Abs(1 - Math.Pow((run.First - run.Third) / run.Second, 2))));
        }

        Assert.Equal(expected, noisy.MeanLogImbalance(), 1e-10);
    }

    [Fact]
    public void Momentum_keeps_the_velocity()
    {
        var runs = new HyperbolaRuns(1, (1.5, 1), new HyperbolaOptions { LearningRate = 0.1, Momentum = 0.9 }, Root);
        var (x, y, u, v) = (1.5, 1.0, 0.0, 0.0);
        for (var step = 0; step < 20; step++)
        {
            var slope = (x * y) - 1;
            (u, v) = ((0.9 * u) + (slope * y), (0.9 * v) + (slope * x));
            (x, y) = (x - (0.1 * u), y - (0.1 * v));
            runs.Step();
        }

        Assert.Equal(x, runs.First[0], 1e-13);
        Assert.Equal(y, runs.Second[0], 1e-13);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var runs = new HyperbolaRuns(400, (2, 0.5), new HyperbolaOptions { LearningRate = 0.1, Sigma = 0.1 }, Root);
        runs.Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++) runs.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
