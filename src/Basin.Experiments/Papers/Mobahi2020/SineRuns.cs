using System.Collections.Immutable;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>The illustrative example for many draws of the noise.</summary>
/// <param name="Intervals">Of [0, 1].</param>
/// <param name="Sigma">σ of the noise.</param>
/// <param name="Tolerance">ε.</param>
internal sealed record SineRuns(int Intervals, double Sigma, double Tolerance)
{
    public static ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("epsilon", "ε, the mean squared residual of a fit", 0.01),
        ClaimParameter.Positive("sigma", "σ of the noise on the targets", 0.5),
        ClaimParameter.Count("points", "intervals of [0, 1]; training points are its inner ends", 10, 3) with { Maximum = 200 },
    ];

    public static SineRuns Of(ClaimContext context) => new(context.Count("points"), context["sigma"], context["epsilon"]);

    /// <summary>One run a seed, of which the claims that ask for the same settings share the numbers.</summary>
    public SineRun[] Run(ClaimContext context) => context.Share((this, context.Seeds), _ =>
    {
        var example = new SineExample(Intervals, Sigma, Tolerance);
        return context.ForEachSeed((_, seed) =>
        {
            var distillation = new SelfDistillation(example.Spectrum, example.Targets(seed), 1, Tolerance);
            var rounds = Enumerable.Range(0, distillation.Rounds.Length);
            return new SineRun([.. rounds.Select(t => example.Error(distillation, t))], [.. distillation.Rounds.Select(round => Sparsity.Index(round.Filter.AsSpan()))]);
        });
    });
}

/// <summary>One draw of the noise.</summary>
/// <param name="Errors">The mean squared distance to the truth after each round; none when already the first fit is 0.</param>
/// <param name="Sparsity">The sparsity index after each round.</param>
internal sealed record SineRun(ImmutableArray<double> Errors, ImmutableArray<double> Sparsity)
{
    /// <summary>Rounds that are not 0.</summary>
    public int Rounds => Errors.Length;

    /// <summary>The round nearest the truth, from 1.</summary>
    public int Best => Errors.IndexOf(Errors.Min()) + 1;

    /// <summary>Whether some round after the first is nearer the truth.</summary>
    public bool IsImproved => Rounds > 0 && Best > 1;
}
