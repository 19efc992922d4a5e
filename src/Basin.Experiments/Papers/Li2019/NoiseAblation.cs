using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Without noise in the gradient the large rate spoils the clean pattern for good.</summary>
internal sealed class NoiseAblation : Claim
{
    private const double Learned = 0.95;

    public override string Id => "without-noise";

    public override string Statement => "Without the noise in its gradient the large rate still learns the noisy pattern, but in most runs the rectifiers of the clean one die, so that it is not learned after annealing either.";

    public override string Place => "Section 3, the noise of the update; an ablation";

    public override ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        .. PatternParameters.Standard.Where(parameter => parameter.Name is not ("parameter-noise" or "max-steps")),
        ClaimParameter.Count("max-steps", "steps at most", 500),
    ];

    public override SeedCount Seeds => new(40, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = PatternParameters.LargeThenSmall(context, parameterNoise: 0);
        var runs = context.ForEachSeed((_, seed) => PatternRun.Of(settings, seed, context.CancellationToken));
        double[] failed = [.. runs.Select(run => run.End.Second).Where(accuracy => accuracy < Learned)];
        return new ClaimOutcome(
        [
            Check.AtMost("share of runs in which the clean pattern is learned at all", Measurement.Share([.. runs.Select(run => run.End.Second >= Learned)]), 0.5, BandSource.Measurement),
            Check.AtMost("test accuracy on the clean pattern alone, long after annealing, in the other runs", failed.Length == 0 ? double.NaN : Measurement.Mean(failed), 0.6, BandSource.Measurement),
            Check.AtLeast("test accuracy on the noisy pattern alone, in all", Measurement.Mean([.. runs.Select(run => run.End.First)]), 0.95, BandSource.Measurement),
            Check.AtLeast("training loss at the end, the least of all runs, against the loss at which runs with noise stop", runs.Min(run => run.End.Loss), context["stop-loss"], BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("course", new Figure { Description = "Test accuracy along a run without noise: the clean pattern stays at chance after annealing.", Panels = [PatternFigures.Of("large, then small, no noise", runs[0])] })],
        };
    }
}
