using System.Collections.Immutable;
using Basin.Numerics.Random;
using Basin.Training.Theory.TwoPatterns;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>What the two patterns are made to be: one linear and noisy, one clean and not linear.</summary>
internal sealed class PatternFacts : Claim
{
    private const int TestExamples = 20_000;

    public override string Id => "patterns";

    public override string Statement => "Two rectifiers classify the clean pattern perfectly and no linear map more than three quarters of it; the noisy pattern is learned by a mean of examples, as well as their number allows.";

    public override string Place => "Section 3, the data";

    public override ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        ClaimParameter.Count("dimension", "the length d of the first pattern", 500, 2),
        ClaimParameter.Positive("radius", "the distance r of the classes' second patterns, in units of their length", 0.3),
        ClaimParameter.Count("few", "examples of which the noisy pattern is learned: those without the clean one", 25),
        ClaimParameter.Count("many", "the same: all that have it", 450),
    ];

    public override SeedCount Seeds => new(20, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var options = new TwoPatternOptions { Dimension = context.Count("dimension"), Radius = context["radius"] };
        var clean = new TwoPatternData(options, 0, 0, TestExamples, context.Seed.Stream("clean"));
        int few = context.Count("few"), many = context.Count("many");
        var learned = context.ForEachSeed((_, seed) => (Few: MeanEstimator(options, few, seed), Many: MeanEstimator(options, many, seed)));
        return new ClaimOutcome(
        [
            Check.Between("accuracy of two rectifiers on the clean pattern", TwoRectifiers(clean), 1, 1, BandSource.ClosedForm),
            Check.Between("the best accuracy of linear maps with a bias", CleanPattern.BestLinearAccuracy(options.Radius), 0.75, 0.75, BandSource.ClosedForm),
            Near("accuracy on the noisy pattern, of a mean of few examples", learned.Select(pair => pair.Few), few),
            Near("the same, of many", learned.Select(pair => pair.Many), many),
            Check.Near("slope of the loss along its gradient, over the same by differences", CleanPattern.SlopeRatio(context.Seed), 1, 0.01),
        ]);

        Check Near(string what, IEnumerable<double> accuracies, int examples)
        {
            var expected = NoisyPattern.Accuracy(options.Dimension, examples);
            return Check.Between(what, Measurement.Mean([.. accuracies]), expected - 0.02, expected + 0.02, BandSource.ClosedForm);
        }
    }

    // −[⟨w, x₂⟩]₊ − [⟨v, x₂⟩]₊ + ρ with ⟨w, ζ₀⟩ < 0 < ⟨w, ζ₀ − rζ₁⟩ and the mirror image v.
    private static double TwoRectifiers(TwoPatternData data)
    {
        const double bias = 1e-9;
        var right = 0;
        for (var i = 0; i < data.Count; i++)
        {
            double along = data.Lengths[i], across = 2.0 * data.Lengths[i] * data.Sides[i];
            var output = bias - Math.Max(0, -along - across) - Math.Max(0, across - along);
            right += output * data.Signs[i] > 0 ? 1 : 0;
        }

        return (double)right / data.Count;
    }

    private static double MeanEstimator(TwoPatternOptions options, int examples, Seed seed)
    {
        var (train, test) = (new TwoPatternData(options, examples, 0, 0, seed.Stream("few", examples)), new TwoPatternData(options, TestExamples / 10, 0, 0, seed.Stream("test")));
        var mean = new double[options.Dimension];
        for (var i = 0; i < train.Count; i++)
            for (var k = 0; k < mean.Length; k++) mean[k] += train.Signs[i] * train.First[(i * mean.Length) + k];
        var right = 0;
        for (var i = 0; i < test.Count; i++)
        {
            var product = 0.0;
            for (var k = 0; k < mean.Length; k++) product += mean[k] * test.First[(i * mean.Length) + k];
            right += product * test.Signs[i] > 0 ? 1 : 0;
        }

        return (double)right / test.Count;
    }
}
