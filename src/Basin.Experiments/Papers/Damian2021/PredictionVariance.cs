using System.Collections.Immutable;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>How far label noise makes the prediction swing at the flattest minimum of θ₁θ₂ = 1, and where the mean lies.</summary>
internal sealed class PredictionVariance : Claim
{
    private const int Groups = 16;

    public override string Id => "prediction-variance";

    public override string Statement => "At a minimum of one example the prediction swings with variance ησ²g/(B(2 − ηg)), g = ‖∇f‖², and its skew pulls the mean off the minimum.";

    public override string Place => "lemma 1";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        new("eta", "η, the learning rate", 0.3) { Minimum = 1e-3, Maximum = 0.9 },
        ClaimParameter.Positive("sigma", "σ of the label noise", 0.1),
        ClaimParameter.Count("batch", "B, draws a step", 1),
        ClaimParameter.Count("runs", "runs side by side, in groups of 16", 4096, 16),
        ClaimParameter.Count("steps", "steps averaged", 12_000) with { Quick = 6000 },
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var options = new HyperbolaOptions { LearningRate = context["eta"], Sigma = context["sigma"], Batch = context.Count("batch") };
        var (eta, lambda) = (options.LearningRate, options.LearningRate * options.Sigma * options.Sigma / options.Batch);
        var groups = context.ForEach(Enumerable.Range(0, Groups).ToArray(), group => Average(context, options, group));
        var variance = Measurement.Mean([.. groups.Select(group => group.Square)]);
        var shift = Measurement.Mean([.. groups.Select(group => group.Shift)]);

        // g = 2 at (1, 1). The shift: Δa = −¾λ/(2 − 2η), from the covariance along the gradient alone.
        return new ClaimOutcome(
        [
            Check.Near("variance of f − y", variance, lambda * 2 / (2 - (2 * eta)), 0.02),
            Check.Near("mean of θ₁ = θ₂, less 1", shift, -0.75 * lambda / (2 - (2 * eta)), 0.02),
        ]);
    }

    private static (double Square, double Shift) Average(ClaimContext context, HyperbolaOptions options, int group)
    {
        var runs = new HyperbolaRuns(context.Count("runs") / Groups, (1, 1), options, context.Seed.Derive("group", group));
        var (square, shift, steps) = (0.0, 0.0, context.Count("steps"));
        for (var step = -(200 + (int)(20 / options.LearningRate)); step < steps; step++)
        {
            if ((step & 1023) == 0) context.CancellationToken.ThrowIfCancellationRequested();
            runs.Step();
            if (step < 0) continue;

            // From (1, 1) both parameters take the same steps.
            var (squares, shifts) = (0.0, 0.0);
            foreach (var a in runs.First)
            {
                var off = (a * a) - 1;
                (squares, shifts) = (squares + (off * off), shifts + (a - 1));
            }

            (square, shift) = (square + squares, shift + shifts);
        }

        var count = (double)steps * runs.Count;
        return (square / count, shift / count);
    }
}
