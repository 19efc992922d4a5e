using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Networks;

/// <summary>The mean of a loss over flips of the labels, against the sum written out.</summary>
public sealed class FlippedLabelsTests
{
    private const double Flip = 0.2;
    private static readonly double[] Inputs = [0.3, -1.2, 2.0, 0.7];

    private static Model<double> Linear(LossKind loss) => new(Mlp.Create<double>(new Shape(1), loss == LossKind.Logistic ? 1 : 3, []), loss);

    private static DataSet<double> Data(int classes, params double[] labels) =>
        new("flips", new Shape(1), [.. Inputs], labels, Targets.Classes(classes), "made by the test");

    private static (double Loss, double[] Gradient, double[] Product) At(Model<double> model, DataSet<double> data, double[] theta)
    {
        using var objective = new Objective<double>(model, data);
        objective.MoveTo(theta);
        var (gradient, product) = (new double[theta.Length], new double[theta.Length]);
        objective.Gradient(gradient, TestContext.Current.CancellationToken);
        objective.HessianProduct(theta, product, TestContext.Current.CancellationToken);
        return (objective.Evaluate(TestContext.Current.CancellationToken).Loss, gradient, product);
    }

    [Fact]
    public void Cross_entropy_is_the_mean_over_the_labels_that_can_be_drawn()
    {
        var model = Linear(LossKind.CrossEntropy);
        double[] theta = [0.4, -0.8, 0.1, 0.3, -0.2, 0.9], labels = [2, 0, 1, 1];
        var smooth = At(model.OverFlips(Flip), Data(3, labels), theta);
        var all = Enumerable.Range(0, 3).Select(shift => At(model, Data(3, [.. labels.Select(label => (label + shift) % 3)]), theta)).ToArray();
        var entropy = -(0.8 * Math.Log(0.8)) - (0.2 * Math.Log(0.1));
        Assert.Equal((0.8 * all[0].Loss) + (0.1 * all[1].Loss) + (0.1 * all[2].Loss) - entropy, smooth.Loss, 1e-13);
        for (var i = 0; i < theta.Length; i++)
        {
            Assert.Equal((0.8 * all[0].Gradient[i]) + (0.1 * all[1].Gradient[i]) + (0.1 * all[2].Gradient[i]), smooth.Gradient[i], 1e-13);
            Assert.Equal(all[0].Product[i], smooth.Product[i], 1e-13);
        }
    }

    [Fact]
    public void The_logistic_loss_is_the_mean_over_both_labels()
    {
        var model = Linear(LossKind.Logistic);
        double[] theta = [0.7, -0.3];
        var smooth = At(model.OverFlips(Flip), Data(2, 1, 0, 0, 1), theta);
        var (kept, flipped) = (At(model, Data(2, 1, 0, 0, 1), theta), At(model, Data(2, 0, 1, 1, 0), theta));
        Assert.Equal((0.8 * kept.Loss) + (0.2 * flipped.Loss) + (0.8 * Math.Log(0.8)) + (0.2 * Math.Log(0.2)), smooth.Loss, 1e-13);
        for (var i = 0; i < 2; i++) Assert.Equal((0.8 * kept.Gradient[i]) + (0.2 * flipped.Gradient[i]), smooth.Gradient[i], 1e-13);
    }

    [Fact]
    public void The_least_value_is_zero_where_the_outputs_are_the_log_odds()
    {
        // Every example has class 1, so the biases alone can say so: the margin is c = ln((1 − p)/p), the loss 0, and its slope 0.
        var (loss, gradient, _) = At(Linear(LossKind.Logistic).OverFlips(Flip), Data(2, 1, 1, 1, 1), [0, Math.Log(4)]);
        Assert.Equal(0, loss, 1e-14);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-14));
        (loss, gradient, _) = At(Linear(LossKind.CrossEntropy).OverFlips(Flip), Data(3, 1, 1, 1, 1), [0, 0, 0, 0, Math.Log(8), 0]);
        Assert.Equal(0, loss, 1e-14);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-14));
    }

    [Fact]
    public void Squared_error_is_refused() =>
        Assert.Contains("not for squared error", Assert.Throws<ArgumentException>(() => Linear(LossKind.SquaredError).OverFlips(Flip)).Message, StringComparison.Ordinal);
}
