using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Noise on the pre-activations does for a small rate what a large rate does.</summary>
internal sealed class Mitigation : Claim
{
    public override string Id => "activation-noise";

    public override string Statement => "A small learning rate with Gaussian noise on the pre-activations, which then ends, generalises on the noisy pattern too.";

    public override string Place => "Section 3, mitigation; appendix on its theorem";

    public override ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        .. PatternParameters.Standard.Where(parameter => parameter.Name is not ("large-rate" or "anneal-at" or "max-steps" or "stop-loss")),
        ClaimParameter.Positive("activation-noise", "the standard deviation of the noise on pre-activations", 30),
        ClaimParameter.Count("noisy-steps", "steps with that noise", 4000),
        ClaimParameter.Count("quiet-steps", "steps after it", 2000),
    ];

    public override SeedCount Seeds => new(4, 2);

    public override ClaimOutcome Run(ClaimContext context)
    {
        int noisy = context.Count("noisy-steps"), steps = noisy + context.Count("quiet-steps");
        var settings = PatternParameters.Common(context, context["parameter-noise"]);
        settings = settings with
        {
            Descent = settings.Descent with { AnnealAt = 0, StopLoss = 0, MaxSteps = steps, LookEvery = Math.Max(1, steps / 60), ActivationNoise = context["activation-noise"], ActivationNoiseSteps = noisy },
        };
        var runs = context.ForEachSeed((_, seed) => PatternRun.Of(settings, seed, context.CancellationToken));
        return new ClaimOutcome(
        [
            Check.AtLeast("test accuracy on the noisy pattern alone, at the end", Measurement.Mean([.. runs.Select(run => run.End.First)]), 0.85, BandSource.Measurement),
            Check.AtLeast("the same on the clean pattern alone", Measurement.Mean([.. runs.Select(run => run.End.Second)]), 0.99, BandSource.Measurement),
        ])
        {
            Figures =
            [
                new NamedFigure("course", new Figure
                {
                    Description = "Test accuracy along a run with the small rate and noise on pre-activations that ends after two thirds of the steps.",
                    Panels = [PatternFigures.Of("small rate, noise on pre-activations at first", runs[0])],
                }),
            ],
        };
    }
}
