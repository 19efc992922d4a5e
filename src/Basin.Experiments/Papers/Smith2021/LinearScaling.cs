using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Small batches regularise by ε/B, large ones do not.</summary>
internal sealed class LinearScaling : Claim
{
    private static readonly int[] _batches = [2, 4, 8, 16, 32, 64];
    private static readonly int[] _penalizedBatches = [4, 8];

    public override string Id => "linear-scaling";

    public override string Statement => "At equal time ε·steps test accuracy depends on the rate and the batch by ε/B alone as long as batches are small, rises with it, and falls apart at large batches.";

    public override string Place => "Figure 3";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        .. RectifierStudy.Parameters,
        ClaimParameter.Count("epochs", "passes over the training examples at the smallest ε/B; others get the same time ε·steps, whatever the batch", 800),
        ClaimParameter.Positive("ratio", "the largest ε/B; half of it and a sixteenth are tried too", 1.0 / 32),
        ClaimParameter.Positive("penalty-ratio", "λ/B of the runs with an explicit penalty, at ε = 1/64", 0.125),
    ];

    public override SeedCount Seeds => new(24, 12);

    public override string Data => "digits";

    public override ClaimOutcome Run(ClaimContext context)
    {
        var study = RectifierStudy.Of(context, Data);
        var epochs = context.Count("epochs");
        double[] ratios = [context["ratio"] / 16, context["ratio"] / 2, context["ratio"]];
        var settings = ratios.SelectMany(ratio => _batches.Select(batch => new RectifierSetting(ratio * batch, 0, batch, Epochs(ratio))));
        var penalized = _penalizedBatches.Select(batch => new RectifierSetting(1.0 / 64, context["penalty-ratio"] * batch, batch, Epochs(1.0 / 64 / batch)));
        var runs = RectifierRuns.Run(context, study, [.. settings, .. penalized]);
        double[][] accuracy = [.. ratios.Select((_, r) => _batches.Select((_, b) => runs[(r * _batches.Length) + b].Average(run => run.Accuracy)).ToArray())];
        double[] small = [.. accuracy.Select(row => row[..3].Average())];
        double[] spreads = [.. accuracy.Select(row => row[..3].Max() - row[..3].Min())];
        return new ClaimOutcome(
        [
            Check.AtMost("largest spread of accuracy over B = 2, 4, 8 at one ε/B", spreads.Max(), 0.01, BandSource.Paper),
            Check.AtLeast($"accuracy for B up to 8: ε/B = {ratios[2]:g3} over {ratios[1]:g3}", Gain(2, 1), 0, BandSource.Paper),
            Check.AtLeast($"accuracy for B up to 8: ε/B = {ratios[1]:g3} over {ratios[0]:g3}", Gain(1, 0), 0, BandSource.Paper),
            Check.AtMost($"accuracy at B = 64 minus that for B up to 8, ε/B = {ratios[1]:g3}", accuracy[1][5] - small[1], -0.1, BandSource.Paper),
            Check.AtMost($"accuracy at B = 16 minus that for B up to 8, ε/B = {ratios[2]:g3}", accuracy[2][3] - small[2], -0.01, BandSource.Paper),
            Check.Between($"accuracy at B = 8 minus that at B = 4, λ/B = {context["penalty-ratio"]:g3}", PairedGain.Of(runs[^1], runs[^2]), -0.01, 0.01, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("accuracy", Draw(ratios, runs))],
            Note = $"For B up to 8 the accuracy is {small[0]:f4}, {small[1]:f4} and {small[2]:f4} at ε/B = {ratios[0]:g3}, {ratios[1]:g3} and {ratios[2]:g3}.",
        };

        int Epochs(double ratio) => Math.Max(1, (int)Math.Round(epochs * ratios[0] / ratio));

        // Paired by seed and batch.
        Measurement Gain(int more, int less) => Measurement.Mean(
            [.. Enumerable.Range(0, context.Seeds).Select(seed => Enumerable.Range(0, 3).Average(b => runs[(more * _batches.Length) + b][seed].Accuracy - runs[(less * _batches.Length) + b][seed].Accuracy))]);
    }

    private static Figure Draw(double[] ratios, RectifierOutcome[][] runs)
    {
        return new Figure
        {
            Description = "Test accuracy against the batch size at three ratios of learning rate to batch size: small batches alone, and all.",
            Columns = 2,
            Panels = [Panel("Test accuracy at equal time, small batches", 3), Panel("All batches", _batches.Length)],
        };

        Panel Panel(string title, int batches) => new()
        {
            Title = title,
            X = new Axis("B", IsLog: true),
            Y = new Axis("share right"),
            Marks = [.. ratios.SelectMany((ratio, r) => Marks(ratio, r, batches))],
        };

        Mark[] Marks(double ratio, int r, int batches)
        {
            var points = PairedGain.Points(_batches.Take(batches).Select(batch => (double)batch), runs.Skip(r * _batches.Length).Take(batches), run => run.Accuracy);
            return [new Line([.. points.Select(point => (point.X, point.Y))]) { Label = $"ε/B = {ratio:g3}", Color = r }, new Dots(points) { Color = r }];
        }
    }
}
