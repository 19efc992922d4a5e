using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>What there is to gain depends on what is wrong with the labels.</summary>
internal sealed class LabelNoiseClaim : Claim
{
    private static readonly double[] _noises = [0, 0.1, 0.2, 0.3, 0.4];

    public override string Id => "label-noise";

    public override string Statement => "The more labels are random, the more self-distillation gains; with right labels it gains nothing.";

    public override string Place => "The discussion of over- and underfitting: an amplified regulariser helps only where there is something to regularise";

    public override ImmutableArray<ClaimParameter> Parameters => [.. KernelRuns.Parameters(1.2).Where(parameter => parameter.Name != "noise")];

    public override SeedCount Seeds => new(8, 8);

    public override string Data => "digits";

    public override ClaimOutcome Run(ClaimContext context)
    {
        var rows = _noises.Select(noise => new KernelRuns(Data, context.Count("examples"), context["width"], noise, context["epsilon"]).Run(context)).ToArray();
        var gains = rows.Select(row => Measurement.Mean([.. row.Select(run => run.Rise)])).ToArray();
        return new ClaimOutcome(
        [
            Check.AtMost("test accuracy gained with right labels, mean", gains[0], 0.01, BandSource.Measurement),
            Check.Holds("the gain grows with the share of random labels", gains.Zip(gains.Skip(1)).All(pair => pair.First.Value < pair.Second.Value), BandSource.Measurement),
            Check.AtLeast("test accuracy gained with 30 % random labels, mean", gains[3], 0.08, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("gain", Picture(rows))],
        };
    }

    private static Figure Picture(KernelRun[][] rows) => new()
    {
        Description = "Test accuracy by round of self-distillation, for several shares of random labels",
        Panels =
        [
            new Panel
            {
                Title = "Test accuracy by round, by share of random labels",
                X = new Axis("round", IsWhole: true),
                Y = new Axis("accuracy"),
                Marks = [.. rows.Select((row, i) => new Line([.. Means(row)]) { Label = FormattableString.Invariant($"{100 * _noises[i]} %"), Color = i })],
            },
        ],
    };

    private static IEnumerable<(double X, double Y)> Means(KernelRun[] row) =>
        Enumerable.Range(0, row.Min(run => run.Rounds)).Select(t => (t + 1.0, row.Average(run => run.Test[t])));
}
