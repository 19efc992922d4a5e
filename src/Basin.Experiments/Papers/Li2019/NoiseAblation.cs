using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Without noise in the gradient the large rate spoils the clean pattern for good.</summary>
internal sealed class NoiseAblation : Claim
{
    public override string Id => "without-noise";

    public override string Statement => "Without the noise in its gradient the large rate still learns the noisy pattern, but the rectifiers of the clean one die and it is not learned after annealing: the noise is needed.";

    public override string Place => "Section 3, the noise of the update; an ablation";

    public override ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        .. PatternParameters.Standard.Where(parameter => parameter.Name is not ("parameter-noise" or "max-steps")),
        ClaimParameter.Count("max-steps", "steps at most", 1500),
    ];

    public override SeedCount Seeds => new(10, 5);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = PatternParameters.LargeThenSmall(context, parameterNoise: 0);
        var runs = context.ForEachSeed((_, seed) => PatternRun.Of(settings, seed, context.CancellationToken));
        return new ClaimOutcome(
        [
            Check.AtMost("test accuracy on the clean pattern alone, long after annealing", Measurement.Mean([.. runs.Select(run => run.End.Second)]), 0.6, BandSource.Measurement),
            Check.AtLeast("the same on the noisy pattern alone", Measurement.Mean([.. runs.Select(run => run.End.First)]), 0.95, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("course", new Figures.Figure { Description = "Test accuracy along a run without noise: the clean pattern stays at chance after annealing.", Panels = [PatternFigures.Of("large, then small, no noise", runs[0])] })],
        };
    }
}
