using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Numerics.Random;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>Kernel classification from labels of which a share is random.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Examples">N, training examples; the others are the test.</param>
/// <param name="Width">w of the kernel.</param>
/// <param name="Noise">The probability of a label to be drawn at random.</param>
/// <param name="Tolerance">ε, summed over outputs.</param>
internal sealed record KernelRuns(string Data, int Examples, double Width, double Noise, double Tolerance)
{
    // A class is 0.9 at its own output and −0.1 at the others: nearly centred, so that the fit 0 knows no class.
    private const double Offset = 0.1;

    public static ImmutableArray<ClaimParameter> Parameters(double width) =>
    [
        ClaimParameter.Count("examples", "N, training examples", 300, 20) with { Maximum = 1500 },
        ClaimParameter.Positive("width", "w of the kernel exp(−‖x − x′‖²/(2w²))", width),
        ClaimParameter.Fraction("noise", "the probability of a training label to be drawn at random", 0.4),
        ClaimParameter.Positive("epsilon", "ε, the mean squared residual of a fit, summed over outputs", 0.02),
    ];

    /// <summary>One run a seed: another choice of training examples, and other random labels.</summary>
    public KernelRun[] Run(ClaimContext context) => context.Share((this, context.Seeds), _ =>
    {
        var data = DataSets.OpenWhole<double>(new DataSetOptions { Path = Data, Targets = TargetChoice.Classes });
        return context.ForEachSeed((_, seed) => Run(data, seed));
    });

    private KernelRun Run(DataSet<double> data, Seed seed)
    {
        var order = Enumerable.Range(0, data.Count).ToArray();
        seed.Stream("examples").Shuffle(order.AsSpan());
        var train = RandomLabels.Spoil(data.Subset(order.AsSpan(0, Examples)), Noise, seed.Stream("random-labels"));
        var test = data.Subset(order.AsSpan(Examples));
        var kernel = new GaussianKernel(Width);
        var d = data.ExampleShape.Length;
        var outputs = data.Targets.Count;
        var spectrum = new KernelSpectrum(kernel.Matrix(train.Inputs, train.Inputs, d), Examples);
        var onTest = kernel.Matrix(test.Inputs, train.Inputs, d);
        var targets = new double[Examples * outputs];
        for (var i = 0; i < targets.Length; i++) targets[i] = (i % outputs == train.Class(i / outputs) ? 1 : 0) - Offset;
        var distillation = new SelfDistillation(spectrum, targets, outputs, Tolerance);
        var rounds = Enumerable.Range(0, distillation.Rounds.Length);
        return new KernelRun(
            [.. rounds.Select(t => Accuracy(distillation.Predict(t, onTest), test))],
            [.. rounds.Select(t => Accuracy(distillation.Outputs(t), train))]);
    }

    private static double Accuracy(double[] outputs, DataSet<double> data)
    {
        var (k, right) = (data.Targets.Count, 0);
        for (var i = 0; i < data.Count; i++)
        {
            var row = outputs.AsSpan(i * k, k);
            var guess = 0;
            for (var j = 1; j < k; j++) guess = row[j] > row[guess] ? j : guess;
            if (guess == data.Class(i)) right++;
        }

        return right / (double)data.Count;
    }
}

/// <summary>Accuracies by round.</summary>
/// <param name="Test">On other examples, with the right labels.</param>
/// <param name="Train">On the training examples, with the labels as given, wrong ones included.</param>
internal sealed record KernelRun(ImmutableArray<double> Test, ImmutableArray<double> Train)
{
    /// <summary>Rounds that are not 0.</summary>
    public int Rounds => Test.Length;

    /// <summary>What the best round has over the first.</summary>
    public double Rise => Test.Max() - Test[0];

    /// <summary>What the last round lost since the best.</summary>
    public double Fall => Test.Max() - Test[^1];

    /// <summary>Rounds after which the labels as given are matched better than before.</summary>
    public int TrainRises => Train.Zip(Train.Skip(1)).Count(pair => pair.Second > pair.First);
}
