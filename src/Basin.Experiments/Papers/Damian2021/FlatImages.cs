using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Models.Data;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Figure 3 on part of CIFAR-10.</summary>
internal sealed class FlatImages : Claim
{
    private const int Looks = 15;

    // More than the test part of what is usually at hand: later images of the training part are held out instead.
    private const int TestImages = 3000;

    public override string Id => "cifar10";

    public override string Statement => "On images too, flipped labels lead from a bad global minimum to a flatter one of higher test accuracy, and SGD without them stays.";

    public override string Place => "section 4, figure 3, on part of the images and a small network";

    public override ImmutableArray<ClaimParameter> Parameters => ImageSettings.Parameters;

    public override SeedCount Seeds => new(2, 1);

    public override string? Data => "cifar10";

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = ImageSettings.Of(context);
        var data = DataSets.Open<float>(new DataSetOptions { Path = "cifar10" });
        var images = Math.Min(settings.Images, data.Train.Count / 2);
        var (train, test) = (data.Train.TakeFirst(images), data.Train.Subset([.. Enumerable.Range(images, Math.Min(TestImages, data.Train.Count - images))]));
        ImageTask[] tasks = [.. Enumerable.Range(0, context.Seeds).Select(i => new ImageTask(settings, train, test, context.Seed.Derive("seed", i)))];
        var starts = context.ForEach(tasks, task => task.Mislead(context.CancellationToken));
        var runs = context.ForEach(
            [.. Enumerable.Range(0, 2 * tasks.Length)],
            i => tasks[i / 2].Follow(starts[i / 2], i % 2 == 0, Looks, context.CancellationToken));
        ImagePoint[][] noisy = [.. runs.Where((_, i) => i % 2 == 0)], plain = [.. runs.Where((_, i) => i % 2 == 1)];
        return new ClaimOutcome(
        [
            Check.AtLeast("test accuracy gained with label noise", Measurement.Mean([.. noisy.Select(run => run[^1].Accuracy - run[0].Accuracy)]), 0.02, BandSource.Measurement),
            Check.AtLeast("tr ∇²L of the start, over that after label noise", Measurement.Mean([.. noisy.Select(run => run[0].Trace / run[^1].Trace)]), 2, BandSource.Measurement),
            Check.AtMost("change of test accuracy by plain SGD, the worst seed", plain.Max(run => Math.Abs(run[^1].Accuracy - run[0].Accuracy)), 0.01, BandSource.Measurement),
            Check.AtMost("change of tr ∇²L by plain SGD, relative, its size; the worst seed", plain.Max(run => Math.Abs((run[^1].Trace / run[0].Trace) - 1)), 0.1, BandSource.Measurement),
            Check.AtMost("smoothed training loss of the start, above its least value; the worst seed", noisy.Max(run => run[0].Loss), 0.01, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("runs", Draw(noisy, plain))],
            Note = FormattableString.Invariant($"From {noisy[0][0].Accuracy:f3} to {noisy[0][^1].Accuracy:f3} in test accuracy and from {noisy[0][0].Trace:f1} to {noisy[0][^1].Trace:f1} in trace for the first seed."),
        };
    }

    private static Figure Draw(ImagePoint[][] noisy, ImagePoint[][] plain)
    {
        return new Figure
        {
            Description = "Test accuracy and trace of the Hessian against epochs from a bad minimum, with flipped labels and without, on part of CIFAR-10.",
            Columns = 2,
            Panels = [Panel("Generalisation", new Axis("test accuracy"), point => point.Accuracy), Panel("Sharpness", new Axis("tr ∇²L", IsLog: true), point => point.Trace)],
        };

        Panel Panel(string title, Axis y, Func<ImagePoint, double> value) => new()
        {
            Title = title,
            X = new Axis("epoch", Minimum: 0),
            Y = y,
            Marks =
            [
                .. plain.Select((run, i) => Curve(run, value, i == 0 ? "plain SGD" : null, 1)),
                .. noisy.Select((run, i) => Curve(run, value, i == 0 ? "label noise" : null, 0)),
            ],
        };

        static Line Curve(ImagePoint[] points, Func<ImagePoint, double> value, string? label, int color) =>
            new([.. points.Select(point => (point.Epoch, value(point)))]) { Label = label, Color = color };
    }
}
