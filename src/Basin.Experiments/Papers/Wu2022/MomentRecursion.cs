using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.Linearized;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>The mean over paths, exactly.</summary>
internal sealed class MomentRecursion : Claim
{
    private static readonly int[] s_batches = [1, 4];
    private static readonly int[] s_times = [1, 4, 8];
    private static readonly double[] s_factors = [0.9, 1.1];

    public override string Id => "moment-recursion";

    public override string Statement => "The second moments of the residuals follow a linear recursion, whose growth crosses 1 at η*; the mean loss over paths is its trace.";

    public override string Place => "Section 3, linear stability (Ma and Ying 2021)";

    public override ImmutableArray<ClaimParameter> Parameters => [ClaimParameter.Count("paths", "paths the mean is taken over", 300_000, 2)];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var cases = LinearizedModel.Table(context.Seed).SelectMany(model => s_batches.Select(batch => (Model: model, Batch: batch))).ToArray();
        var results = context.ForEach(cases, entry => Run(context, entry.Model, entry.Batch));
        return new ClaimOutcome([.. results.SelectMany(result => result.Checks)])
        {
            Figures =
            [
                new NamedFigure("mean-loss", new Figure
                {
                    Description = "Mean loss over paths of SGD beside the exact recursion, over eight steps, just below and just above the critical learning rate.",
                    Columns = 2,
                    Panels = [.. results.Take(2).Select((result, i) => new Panel { Title = $"Exact (lines) and measured (dots), B = {cases[i].Batch}", X = new Axis("steps", IsWhole: true), Y = new Axis("E[L]/L at the start"), Marks = result.Marks })],
                }),
            ],
        };
    }

    private static (ImmutableArray<Check> Checks, ImmutableArray<Mark> Marks) Run(ClaimContext context, LinearizedModel model, int batch)
    {
        var (start, q, critical) = (new double[model.Examples], 1.0 / batch, model.CriticalLearningRate(batch, context.Seed, context.CancellationToken));
        context.Seed.Stream("recursion/start").FillGaussian<double>(start);
        var (checks, marks) = (ImmutableArray.CreateBuilder<Check>(), ImmutableArray.CreateBuilder<Mark>());
        foreach (var factor in s_factors)
        {
            var name = FormattableString.Invariant($"{model.Name}, B = {batch}, {factor} η*");
            var moments = new ResidualMoments(model.Kernel, model.Examples);
            moments.Start(start);
            double[] exact = [moments.Loss, .. Enumerable.Range(0, s_times[^1]).Select(_ => { moments.Step(factor * critical, q); return moments.Loss; })];
            var means = Paths(context, model, batch, factor * critical, start);

            // The tails of the mean grow with time and with the batch's fourth moments: half a percent for one example, five for four.
            foreach (var t in s_times) checks.Add(Check.Near($"{name}: mean loss over paths over the exact one, t = {t}", means[t] / exact[t], 1, batch == 1 ? 0.005 : 0.05));
            var settled = new ResidualMoments(model.Kernel, model.Examples).Settle(factor * critical, q, 2000);
            checks.Add(factor < 1 ? Check.Between($"{name}: growth in the long run", settled, 0, 1, BandSource.ClosedForm) : Check.AtLeast($"{name}: growth in the long run", settled, 1, BandSource.ClosedForm));
            var color = factor < 1 ? 0 : 1;
            marks.Add(new Line([.. exact.Select((loss, t) => ((double)t, loss / exact[0]))]) { Color = color, Label = FormattableString.Invariant($"{factor} η*") });
            marks.Add(new Dots([.. means.Select((loss, t) => ((double)t, loss / exact[0], 0.0))]) { Color = color });
        }

        return (checks.ToImmutable(), marks.ToImmutable());
    }

    private static double[] Paths(ClaimContext context, LinearizedModel model, int batch, double rate, double[] start)
    {
        var (count, sums) = (context.Count("paths"), new double[s_times[^1] + 1]);
        var path = new ResidualPath(model.Kernel, batch, rate, context.Seed.Stream($"recursion/paths/{model.Name}/{batch}"));
        for (var k = 0; k < count; k++)
        {
            if ((k & 1023) == 0) context.CancellationToken.ThrowIfCancellationRequested();
            path.Start(start);
            sums[0] += path.Loss / count;
            for (var t = 1; t < sums.Length; t++)
            {
                path.Step();
                sums[t] += path.Loss / count;
            }
        }

        return sums;
    }
}
