using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>The paper's figure 3 in the small: from starts of full training accuracy, label noise finds minima as good as those of SGD from random weights.</summary>
internal sealed class FlatClassification : Claim
{
    private const int Looks = 100;

    public override string Id => "flat-classification";

    public override string Statement => "From a global minimum that generalises badly, SGD with flipped labels reaches the accuracy of SGD from random weights, and the trace of the Hessian falls; without flips it stays.";

    public override string Place => "section 4, figure 3 on a small classification";

    public override ImmutableArray<ClaimParameter> Parameters => ClassificationSettings.Parameters.Add(ClassificationSettings.LearningRate);

    public override SeedCount Seeds => new(5, 3);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = ClassificationSettings.Of(context);
        var starts = ClassificationStart.Of(context);
        var runs = context.ForEach(starts, start => RunOne(settings, start, context));
        Measurement Median(Func<ClassificationRun, double> value) => Measurement.Median([.. runs.Select(value)]);
        return new ClaimOutcome(
        [
            Check.AtLeast("test accuracy from the adversarial start, less that of SGD from random weights", Median(run => run.Adversarial[^1].Test - run.Baseline[^1].Test), -0.01, BandSource.Paper),
            Check.AtLeast("the same from the full-batch start", Median(run => run.FullBatch[^1].Test - run.Baseline[^1].Test), -0.01, BandSource.Paper),
            Check.AtLeast("test accuracy gained from the adversarial start", Median(run => run.Adversarial[^1].Test - run.Adversarial[0].Test), 0.05, BandSource.Measurement),
            Check.AtLeast("tr ∇²L of the adversarial start, over that at the end", Median(run => run.Adversarial[0].Trace / run.Adversarial[^1].Trace), 5, BandSource.Measurement),
            Check.AtMost("change of test accuracy by plain SGD from the adversarial start; the worst seed", runs.Max(run => Math.Abs(run.Plain[^1].Test - run.Plain[0].Test)), 0.005, BandSource.Measurement),
            Check.AtMost("change of tr ∇²L by plain SGD from the adversarial start, relative; the worst seed", runs.Max(run => Math.Abs((run.Plain[^1].Trace / run.Plain[0].Trace) - 1)), 0.005, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("runs", Draw(runs[0]))],
        };
    }

    private static ClassificationRun RunOne(ClassificationSettings settings, ClassificationStart start, ClaimContext context)
    {
        using var random = ClassificationStart.Initial(settings, start.Seed);
        var weights = new double[random.ParameterCount];
        random.CopyParametersTo(weights);
        TwoLayerPoint[] Follow(double[] from, bool isNoisy) => start.Follow(settings, from, context["eta"], isNoisy, Looks, context.CancellationToken);
        return new ClassificationRun(Follow(start.FullBatch, true), Follow(start.Adversarial, true), Follow(start.Adversarial, false), Follow(weights, false));
    }

    private static Figure Draw(ClassificationRun run)
    {
        Panel Panel(string title, Axis y, Func<TwoLayerPoint, double> value) => new()
        {
            Title = title,
            X = new Axis("step", Minimum: 0),
            Y = y,
            Marks =
            [
                Curve(run.Baseline, value, "random weights", -1),
                Curve(run.Plain, value, "no noise", 1),
                Curve(run.FullBatch, value, "full batch", 2),
                Curve(run.Adversarial, value, "adversarial", 0),
            ],
        };
        return new Figure
        {
            Description = "Test accuracy and trace of the Hessian against steps: SGD without noise from random weights and from the adversarial start, and with flipped labels from the full-batch and the adversarial start.",
            Panels = [Panel("Generalisation", new Axis("test accuracy"), point => point.Test), Panel("Sharpness", new Axis("tr ∇²L", IsLog: true), point => point.Trace)],
        };
    }

    private static Line Curve(TwoLayerPoint[] points, Func<TwoLayerPoint, double> value, string label, int color) =>
        new([.. points.Select(point => ((double)point.Step, value(point)))]) { Label = label, Color = color };

    private sealed record ClassificationRun(TwoLayerPoint[] FullBatch, TwoLayerPoint[] Adversarial, TwoLayerPoint[] Plain, TwoLayerPoint[] Baseline);
}
