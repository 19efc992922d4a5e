using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>How flat SGD must go to stay.</summary>
internal sealed class ProgressiveRate : Claim
{
    private const double Diverged = 1e3;
    private const double StageTarget = 5e-9;
    private const int LookEvery = 200;

    // The plateau: the last factor of 4 in η before divergence or the end.
    private const double PlateauRange = 4;
    private static readonly int[] s_batches = [1, 2, 4, 8];

    public override string Id => "progressive-rate";

    public override string Statement => "As the learning rate rises, SGD moves to flatter minima and keeps η‖G‖_F/√B at a plateau below 1/√μ; the flatter, the smaller the batch.";

    public override string Place => "Section 5, experiments; Theorem 3.3";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("first-rate", "η at the first stage", 0.004),
        ClaimParameter.Positive("last-rate", "η beyond which no stage begins", 0.35),
        ClaimParameter.Positive("factor", "η over that of the stage before", 1.12),
        ClaimParameter.Count("stage-steps", "steps of a stage at most", 6000),
    ];

    public override SeedCount Seeds => new(3, 1);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var items = Enumerable.Range(0, context.Seeds).SelectMany(k => s_batches.Select(batch => (Seed: context.Seed.Derive("seed", k), Batch: batch))).ToArray();
        var runs = context.ForEach(items, item => Run(context, item.Seed, item.Batch));
        Stage[][] Of(int batch) => [.. runs.Where((_, i) => items[i].Batch == batch)];
        List<Check> checks =
        [
            Check.AtMost("largest η‖G‖_F/√B of any stage", runs.Max(run => run.Max(stage => stage.Ratio)), 0.9, BandSource.Measurement),
            Check.AtMost("largest η‖G‖_F/√B·√μ of any stage", runs.Max(run => run.Max(stage => stage.Ratio * Math.Sqrt(stage.Mu))), 1, BandSource.Paper),
        ];
        foreach (var batch in s_batches.Where(batch => batch > 1))
        {
            checks.Add(Check.AtMost($"B = {batch}: half the range of η‖G‖_F/√B on the plateau over its middle", Of(batch).Max(Spread), 0.25, BandSource.Measurement));
            checks.Add(Check.AtMost($"B = {batch}: ‖G‖_F at the last stage over that at the first", Measurement.Mean([.. Of(batch).Select(run => run[^1].Norm / run[0].Norm)]), 0.5, BandSource.Measurement));
        }

        var rate = runs.Min(run => run[^1].Rate);
        double[] norms = [.. s_batches.Select(batch => Of(batch).Average(run => run.MinBy(stage => Math.Abs(Math.Log(stage.Rate / rate)))!.Norm))];
        checks.Add(Check.Holds(FormattableString.Invariant($"at η = {rate:g3}, the smaller the batch the flatter"), norms.Zip(norms.Skip(1), (small, large) => small < large).All(x => x), BandSource.Paper));
        checks.Add(Check.AtMost("error on fresh examples, last stage over the first, B = 4", Measurement.Mean([.. Of(4).Select(run => run[^1].TestLoss / run[0].TestLoss)]), 0.8, BandSource.Measurement));
        return new ClaimOutcome([.. checks]) { Figures = [new NamedFigure("plateau", Figure(s_batches.Select(batch => (batch, Of(batch)[0])).ToArray()))] };
    }

    private static double Spread(Stage[] stages)
    {
        var plateau = stages.Where(stage => stage.Rate >= stages[^1].Rate / PlateauRange).Select(stage => stage.Ratio).ToArray();
        return (plateau.Max() - plateau.Min()) / (plateau.Max() + plateau.Min());
    }

    private static Stage[] Run(ClaimContext context, Seed seed, int batch)
    {
        var (train, test) = (TeacherStudent.Train(seed), TeacherStudent.Test(seed));
        using var network = TeacherStudent.AtMinimum(seed, train, context.CancellationToken);
        List<Stage> stages = [];
        for (var rate = context["first-rate"]; rate <= context["last-rate"]; rate *= context["factor"])
        {
            using var descent = new TwoLayerDescent(network, train, new TwoLayerOptions { LearningRate = rate, Batch = batch }, seed.Derive($"stage/{batch}", stages.Count));
            if (!Settles(descent, network, train, context)) break;
            var alignment = TeacherStudent.Alignment(network, train);
            stages.Add(new Stage(rate, alignment.FrobeniusNorm, rate * alignment.FrobeniusNorm / Math.Sqrt(batch), alignment.Value, TeacherStudent.Loss(network, test)));
        }

        return [.. stages];
    }

    private static bool Settles(TwoLayerDescent descent, TwoLayerNetwork network, VectorExamples train, ClaimContext context)
    {
        for (var done = 0; done < context.Count("stage-steps"); done += LookEvery)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            descent.Run(LookEvery);
            var loss = TeacherStudent.Loss(network, train);
            if (!(loss < Diverged)) return false;
            if (loss < StageTarget) return true;
        }

        return true;
    }

    private static Figure Figure((int Batch, Stage[] Stages)[] runs) => new()
    {
        Description = "The norm of the Gauss-Newton matrix, and the learning rate times it over the root of the batch size, against a learning rate that rises in stages.",
        Columns = 2,
        Panels =
        [
            Panel("Flatter as η rises", "‖G‖_F", runs, stage => stage.Norm, []),
            Panel("The plateau", "η‖G‖_F/√B", runs, stage => stage.Ratio, [new Rule(1, "1/√μ at μ = 1") { Color = -1 }]),
        ],
    };

    private static Panel Panel(string title, string quantity, (int Batch, Stage[] Stages)[] runs, Func<Stage, double> value, Mark[] behind) => new()
    {
        Title = title,
        X = new Axis("η", IsLog: true),
        Y = new Axis(quantity, IsLog: true),
        Marks = [.. behind, .. runs.Select((run, i) => new Line([.. run.Stages.Select(stage => (stage.Rate, value(stage)))]) { Label = $"B = {run.Batch}", Color = i })],
    };

    /// <summary>Where a stage ended.</summary>
    private sealed record Stage(double Rate, double Norm, double Ratio, double Mu, double TestLoss);
}
