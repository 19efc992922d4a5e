using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>An explicit penalty on batch gradients does at a small rate what a large rate does by itself.</summary>
internal sealed class ExplicitPenalty : Claim
{
    public override string Id => "explicit-penalty";

    public override string Statement => "At a small learning rate, an explicit penalty on the squares of the batches' gradients raises test accuracy, and lowers those squares at the end of training.";

    public override string Place => "Figure 1";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        .. GeneralizationSettings.Parameters(800),
        ClaimParameter.Positive("penalty", "the strongest penalty λ; a sixteenth, a quarter and a half of it are tried too", 1),
    ];

    public override SeedCount Seeds => new(64, 32);

    public override string Data => "digits";

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = GeneralizationSettings.Of(context, Data);
        double[] penalties = [.. new[] { 1.0 / 16, 1.0 / 4, 1.0 / 2, 1 }.Select(part => part * context["penalty"])];
        var start = settings.BaseOutcomes(context);
        var penalized = RectifierRuns.Run(context, settings.Study, [.. penalties.Select(settings.WithPenalty)]);
        var squares = penalized.Prepend(start).Select(runs => runs.Average(run => run.BatchSquares)).ToArray();
        return new ClaimOutcome(
        [
            PairedGain.Check($"gain in test accuracy by λ = {penalties[3]:g3}", penalized[3], start),
            PairedGain.Check($"gain in test accuracy by λ = {penalties[2]:g3}", penalized[2], start),
            PairedGain.Check($"gain in test accuracy by λ = {penalties[1]:g3}", penalized[1], start),
            Check.AtMost("largest ratio of C_reg at the end from one λ to the next", squares.Zip(squares.Skip(1), (before, after) => after / before).Max(), 1, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("accuracy", Draw(penalties, start, penalized))],
            Note = $"Without the penalty the accuracy is {start.Average(run => run.Accuracy):f4}, with it {penalized[3].Average(run => run.Accuracy):f4}; C_reg is {string.Join(", ", squares.Select(square => square.ToString("g2")))} for λ = 0 and those above.",
        };
    }

    private static Figure Draw(double[] penalties, RectifierOutcome[] start, RectifierOutcome[][] penalized)
    {
        var axis = new Axis("λ", IsLog: true);
        Mark[] Marks(Func<RectifierOutcome, double> number, string name) =>
            [new Dots(PairedGain.Points(penalties, penalized, number)), new Rule(start.Average(number), $"λ = 0: {name}") { Color = 1 }];
        return new Figure
        {
            Description = "Test accuracy and the mean square of batch gradients at the end of training against the strength of the explicit penalty, with those of plain SGD.",
            Columns = 2,
            Panels =
            [
                new Panel { Title = "Test accuracy", X = axis, Y = new Axis("share right"), Marks = [.. Marks(run => run.Accuracy, "accuracy")] },
                new Panel { Title = "Mean square of batch gradients", X = axis, Y = new Axis("C_reg", IsLog: true), Marks = [.. Marks(run => run.BatchSquares, "C_reg")] },
            ],
        };
    }
}
