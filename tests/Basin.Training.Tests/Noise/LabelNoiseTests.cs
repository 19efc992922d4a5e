using Basin.Models.Losses;
using Basin.Numerics.Random;
using Basin.Training.Noise;

namespace Basin.Training.Tests.Noise;

public sealed class LabelNoiseTests
{
    private static readonly int[] Batch = [3, 1, 4, 1, 5];

    private static double[] Draws(TargetNoise<double> noise, int steps, double target) =>
        [.. Enumerable.Range(0, steps).SelectMany(step =>
        {
            double[] targets = [target, target, target, target];
            noise.Perturb(step, targets);
            return targets;
        })];

    [Theory]
    [InlineData(LabelNoiseKind.Sign, 1)]
    [InlineData(LabelNoiseKind.Gaussian, 3)]
    public void Noise_on_values_has_mean_zero_and_its_moments(LabelNoiseKind kind, double kurtosis)
    {
        var noise = Draws(new LabelNoise<double>(0.3, kind, new Seed(1)), 5000, 2).Select(value => value - 2).ToArray();

        // 20 000 draws: standard errors of the mean and the second moment are below 0.0022 and 0.0009.
        Assert.InRange(noise.Average(), -0.01, 0.01);
        Assert.InRange(noise.Average(e => e * e) / 0.09, 0.95, 1.05);
        Assert.InRange(noise.Average(e => e * e * e * e) / (0.09 * 0.09), 0.9 * kurtosis, 1.1 * kurtosis);
        if (kind == LabelNoiseKind.Sign) Assert.All(noise, e => Assert.Equal(0.3, Math.Abs(e), 1e-12));
    }

    [Fact]
    public void A_flipped_label_is_each_other_class_equally_often()
    {
        var labels = Draws(new LabelFlips<double>(0.3, 4, new Seed(1)), 5000, 2);

        // Binomial(20 000, 0.7) and (20 000, 0.1): standard deviations 65 and 42.
        Assert.InRange(labels.Count(label => label == 2), 13_700, 14_300);
        foreach (var other in new[] { 0.0, 1.0, 3.0 }) Assert.InRange(labels.Count(label => label == other), 1800, 2200);
    }

    [Fact]
    public void Two_classes_flip()
    {
        Assert.Equal([0.0, 1.0], Draws(new LabelFlips<double>(0.2, 2, new Seed(1)), 50, 1).Distinct().Order());
        Assert.Equal([0.0, 1.0], Draws(new LabelFlips<double>(0.2, 2, new Seed(1)), 50, 0).Distinct().Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void A_label_that_would_say_nothing_is_refused(double probability)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new LabelFlips<float>(probability, 2, new Seed(1)));
        Assert.Contains("Labels of 2 classes are flipped with a probability above 0 and below 0.5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LabelNoiseKind.Sign, 0)]
    [InlineData(LabelNoiseKind.Gaussian, 0.5)]
    [InlineData(LabelNoiseKind.Sign, 0.9)]
    public void Around_a_minimum_it_keeps_up_the_covariance_of_theory(LabelNoiseKind kind, double momentum)
    {
        const double rate = 0.3, deviation = 0.2;
        using var problem = LineProblem.Create(new TrainingMethods<double> { Noise = [new LabelNoise<double>(deviation, kind, new Seed(2))] });
        var options = new SgdOptions { LearningRate = rate, Batch = 4, Momentum = momentum, Duration = Duration.Steps(100_000), Seed = new Seed(1) };
        var spread = new LineProblem.Spread(problem);
        new Trainer<double>(problem, options).Run(spread, TestContext.Current.CancellationToken);

        // S = λ/(2 − ηh/(1 + β)) with λ = ησ²/(B(1 − β)); at most 20 steps are correlated, so the error is below 2 per cent.
        var lambda = rate * deviation * deviation / (4 * (1 - momentum));
        for (var i = 0; i < 2; i++) Assert.Equal(1, spread[i] / (lambda / (2 - (rate * LineProblem.Curvatures[i] / (1 + momentum)))), 0.06);
    }

    public static TheoryData<string> Kinds => ["sign", "gaussian", "flips", "flips of two"];

    private static (TargetNoise<double> Noise, LossKind Loss) Create(string kind) => kind switch
    {
        "flips" => (new LabelFlips<double>(0.2, 4, new Seed(1)), LossKind.CrossEntropy),
        "flips of two" => (new LabelFlips<double>(0.2, 2, new Seed(1)), LossKind.Logistic),
        _ => (new LabelNoise<double>(0.4, kind == "sign" ? LabelNoiseKind.Sign : LabelNoiseKind.Gaussian, new Seed(1)), LossKind.SquaredError),
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Gradients_with_noise_average_to_the_gradient_of_the_clean_loss(string kind)
    {
        const int steps = 4000;
        var (noise, loss) = Create(kind);
        using var noisy = SmallNetwork.Problem(new TrainingMethods<double> { Noise = [noise] }, loss);
        var (mean, square) = (new double[noisy.Parameters.Length], new double[noisy.Parameters.Length]);
        var reported = noisy.ComputeGradient(0, Batch);
        for (var step = 0; step < steps; step++)
        {
            Assert.Equal(reported, noisy.ComputeGradient(step, Batch), 1e-12);
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += noisy.Gradient[i] / steps;
                square[i] += noisy.Gradient[i] * noisy.Gradient[i] / steps;
            }
        }

        var model = noise.Clean(SmallNetwork.Model<double>(loss));
        using var clean = new NetworkProblem<double>(model, SmallNetwork.Data<double>(loss), null, new Seed(1), Numerics.Threading.Workers.Serial);
        Assert.Equal(clean.ComputeGradient(0, Batch), reported, 1e-12);
        Assert.True(mean.Select((m, i) => square[i] - (m * m)).Sum() > 1e-3, "There was no noise.");
        for (var i = 0; i < mean.Length; i++)
        {
            var error = Math.Sqrt((square[i] - (mean[i] * mean[i])) / steps);
            Assert.InRange(mean[i] - clean.Gradient[i], (-5 * error) - 1e-12, (5 * error) + 1e-12);
        }
    }
}
