using System.Collections.Immutable;
using Basin.Analysis.Noise;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>μ on the way of a nonlinear network.</summary>
internal sealed class AlignmentAlongTraining : Claim
{
    private const double Target = 1e-3;

    public override string Id => "alignment-along-training";

    public override string Statement => "Along the training of a nonlinear network the noise stays aligned with the curvature, with μ of the order of 1, where isotropic noise would have 1/p of it.";

    public override string Place => "Section 4, experiments on nonlinear networks";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("learning-rate", "η", 0.005),
        ClaimParameter.Count("batch", "B", 4),
        ClaimParameter.Count("max-steps", "the steps after which training ends if the loss did not fall below 10⁻³", 60_000),
    ];

    public override SeedCount Seeds => new(5, 2);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var runs = context.ForEachSeed((_, seed) => Run(context, seed));
        var all = runs.SelectMany(run => run).ToArray();
        return new ClaimOutcome(
        [
            Check.Between("mean μ along training", Measurement.Mean([.. runs.Select(run => run.Average(point => point.Alignment.Value))]), 0.6, 1.5, BandSource.Measurement),
            Check.AtLeast("least μ along training", all.Min(point => point.Alignment.Value), 0.6, BandSource.Measurement),
            Check.AtMost("largest μ along training", all.Max(point => point.Alignment.Value), 1.5, BandSource.Measurement),
            Check.Between("mean cosine of Σ and G", Measurement.Mean([.. runs.Select(run => run.Average(point => point.Alignment.Cosine))]), 0.8, 1, BandSource.Measurement),
            Check.AtMost("largest μ of isotropic noise", all.Max(point => point.Alignment.IsotropicControl), 0.01, BandSource.Measurement),
            Check.AtMost("training loss at the end, largest", runs.Max(run => run[^1].Alignment.Loss), Target, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("course", Figure(runs[0]))],
        };
    }

    private static Point[] Run(ClaimContext context, Seed seed)
    {
        var train = TeacherStudent.Train(seed);
        using var network = TeacherStudent.Student(seed);
        using var descent = new TwoLayerDescent(network, train, new TwoLayerOptions { LearningRate = context["learning-rate"], Batch = context.Count("batch") }, seed);
        List<Point> points = [new Point(0, TeacherStudent.Alignment(network, train))];
        for (var (step, next) = (0L, 10L); step < context.Count("max-steps") && points[^1].Alignment.Loss > Target; next = Math.Max(next + 1, (long)(1.25 * next)))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            descent.Run(next - step);
            step = next;
            points.Add(new Point(step, TeacherStudent.Alignment(network, train)));
        }

        return [.. points];
    }

    private static Figure Figure(Point[] points)
    {
        Line Along(string label, int color, Func<KernelAlignment, double> value) =>
            new([.. points.Where(point => point.Step > 0).Select(point => ((double)point.Step, value(point.Alignment)))]) { Label = label, Color = color };
        return new Figure
        {
            Description = "Alignment of noise and curvature, its cosine and its relative magnitude, and the control by isotropic noise; and the training loss, along SGD of one network.",
            Columns = 2,
            Panels =
            [
                new Panel
                {
                    Title = "Alignment along training",
                    X = new Axis("steps", IsLog: true),
                    Y = new Axis("", IsLog: true),
                    Marks =
                    [
                        Along("μ", 1, alignment => alignment.Value), Along("cosine", 2, alignment => alignment.Cosine),
                        Along("magnitude", 3, alignment => alignment.Magnitude), Along("isotropic noise", 0, alignment => alignment.IsotropicControl),
                    ],
                },
                new Panel { Title = "Training loss", X = new Axis("steps", IsLog: true), Y = new Axis("L", IsLog: true), Marks = [Along("L", 0, alignment => alignment.Loss) with { Label = null }] },
            ],
        };
    }

    /// <summary>A place on the way.</summary>
    private sealed record Point(long Step, KernelAlignment Alignment);
}
