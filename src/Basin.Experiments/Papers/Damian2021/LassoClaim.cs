using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Label-noise SGD on w₊² − w₋² solves the Lasso whose weights are the curvatures of the coordinates.</summary>
internal sealed class LassoClaim : Claim
{
    public override string Id => "weighted-lasso";

    public override string Statement => "On a quadratically parametrised regression the stationary point of L + λR is a weighted Lasso, and label-noise SGD settles there, where gradient descent from the same start does not.";

    public override string Place => "theorem 1, on the model of section 1";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("n", "examples", 40, 2),
        ClaimParameter.Count("d", "dimension", 100, 2),
        ClaimParameter.Count("nonzero", "s, entries ±1 of the truth", 5),
        ClaimParameter.Positive("init", "initial value of every weight", 0.3),
        ClaimParameter.Positive("eta", "η, the learning rate", 0.01),
        ClaimParameter.Positive("sigma", "σ of the label noise", 1),
        ClaimParameter.Count("batch", "B, draws a step", 1),
        ClaimParameter.Count("steps", "steps; the second half is averaged", 600_000, 2),
    ];

    public override SeedCount Seeds => new(5, 2);

    public override ClaimOutcome Run(ClaimContext context)
    {
        if (context.Count("nonzero") > context.Count("d"))
            throw Models.BadInputException.At("--set nonzero", $"{context.Count("nonzero")}", $"at most d = {context.Count("d")}", "It counts entries of a vector of that dimension.");
        var runs = context.ForEachSeed((_, seed) => RunOne(context, seed, context["sigma"]));
        var quiet = context.ForEachSeed((_, seed) => RunOne(context, seed, context["sigma"] / 2));
        return new ClaimOutcome(
        [
            Check.AtMost("distance of the averaged β to the Lasso, relative", Measurement.Median([.. runs.Select(run => run.ToLasso)]), 0.01, BandSource.ClosedForm),
            Check.AtMost("the same with half the label noise, a quarter of λ", Measurement.Median([.. quiet.Select(run => run.ToLasso)]), 0.01, BandSource.ClosedForm),
            Check.AtLeast("squared error to the truth of gradient descent, over that of label noise; the worst seed", runs.Min(run => run.DescentError / run.NoiseError), 100, BandSource.Measurement),
            Check.Near("Σ Hⱼⱼ(w₊² + w₋²) at the end, over the same of the absolute values of β", Measurement.Median([.. runs.Select(run => run.Balance)]), 1, 0.1),
        ])
        {
            Figures = [new NamedFigure("coordinates", Draw(runs[0]))],
        };
    }

    private static LassoRun RunOne(ClaimContext context, Seed seed, double sigma)
    {
        var (examples, truth) = Draw(context.Count("n"), context.Count("d"), context.Count("nonzero"), seed);
        var lambda = context["eta"] * sigma * sigma / context.Count("batch");
        var curvatures = new double[examples.Dimension];
        for (var i = 0; i < examples.Count; i++)
            for (var j = 0; j < curvatures.Length; j++) curvatures[j] += examples.Input(i)[j] * examples.Input(i)[j] / examples.Count;
        var lasso = WeightedLasso.Solve(examples, [.. curvatures.Select(h => lambda * h)]);
        var noisy = new SquaredWeights(examples, context["init"]);
        var average = noisy.Descend(context["eta"], sigma, context.Count("batch"), context.Count("steps"), seed, context.CancellationToken);
        var silent = new SquaredWeights(examples, context["init"]);
        silent.Flow(context["eta"], context.CancellationToken);
        var beta = noisy.Coefficients();
        return new LassoRun
        {
            Truth = truth,
            Lasso = lasso,
            Noise = average,
            Descent = silent.Coefficients(),
            Balance = noisy.SquaredNorm(curvatures) / beta.Zip(curvatures, (b, h) => Math.Abs(b) * h).Sum(),
        };
    }

    private static (VectorExamples Examples, double[] Truth) Draw(int n, int d, int nonzero, Seed seed)
    {
        var (inputs, targets, truth) = (new double[n * d], new double[n], new double[d]);
        seed.Stream("inputs").FillGaussian<double>(inputs);
        seed.Stream("truth").FillSigns(truth.AsSpan(0, nonzero));
        for (var i = 0; i < n; i++)
            for (var j = 0; j < nonzero; j++) targets[i] += inputs[(i * d) + j] * truth[j];
        return (new VectorExamples(inputs, targets), truth);
    }

    private static Figure Draw(LassoRun run)
    {
        Dots Points(double[] beta, string label, int color, int most) => new([.. beta.Take(most).Select((b, j) => ((double)j, b, 0.0))]) { Label = label, Color = color };
        const int shown = 40;
        return new Figure
        {
            Description = "Coefficients found by gradient descent, by label-noise SGD on average, and by the weighted Lasso; the truth has a few entries of ±1.",
            Panels =
            [
                new Panel
                {
                    Title = $"The first {Math.Min(shown, run.Lasso.Length)} coefficients",
                    X = new Axis("coordinate", IsWhole: true),
                    Y = new Axis("β"),
                    Marks =
                    [
                        new Stems([.. run.Lasso.Take(shown).Select((b, j) => ((double)j, b))]) { Label = "weighted Lasso", Color = -1 },
                        Points(run.Descent, "gradient descent", 1, shown),
                        Points(run.Noise, "label noise", 0, shown),
                    ],
                },
            ],
        };
    }

    /// <summary>The coefficients that one draw of the data led to.</summary>
    private sealed record LassoRun
    {
        public required double[] Truth { get; init; }

        public required double[] Lasso { get; init; }

        public required double[] Noise { get; init; }

        public required double[] Descent { get; init; }

        public required double Balance { get; init; }

        public double ToLasso => Math.Sqrt(Distance(Noise, Lasso) / Lasso.Sum(b => b * b));

        public double NoiseError => Distance(Noise, Truth);

        public double DescentError => Distance(Descent, Truth);

        private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
    }
}
