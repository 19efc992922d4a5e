using System.Collections.Immutable;
using Basin.Analysis.Stability;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>The critical learning rate where it is known in closed form.</summary>
internal sealed class GaussianThreshold : Claim
{
    private const int AnisotropicDimension = 30;
    private static readonly double[] s_factors = [0.9, 1, 1.1];

    public override string Id => "gaussian-threshold";

    public override string Statement => "On fresh isotropic Gaussian inputs E[L] grows by (1 − η)² + η²(d + 1)/B a step, so that SGD loses stability at 2B/(d + B + 1).";

    public override string Place => "Section 3, linear regression";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("dimension", "the number of inputs, d, with batches of 1", 20),
        ClaimParameter.Count("wide-dimension", "the number of inputs, d, with batches of wide-batch", 50),
        ClaimParameter.Count("wide-batch", "the batch size B of wide-dimension inputs", 8),
        ClaimParameter.Count("paths", "single steps a growth is averaged over", 400_000, 2) with { Quick = 100_000 },
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        (int Dimension, int Batch)[] cases = [(context.Count("dimension"), 1), (context.Count("wide-dimension"), context.Count("wide-batch"))];
        List<Check> checks = [];
        List<Mark> marks = [];
        foreach (var (dimension, batch) in cases)
        {
            var name = $"d = {dimension}, B = {batch}";
            var critical = GaussianInputs.CriticalLearningRate(Enumerable.Repeat(1.0, dimension).ToArray(), batch);
            checks.Add(Check.Near($"{name}: η* where the growth is 1, against 2B/(d + B + 1)", critical, 2.0 * batch / (dimension + batch + 1), 1e-9));
            var growths = context.ForEach(s_factors, factor => OneStep.Of(dimension, batch, factor * critical, context.Count("paths"), context.Seed.Stream($"one-step/{dimension}/{batch}/{factor:r}"), context.CancellationToken));
            for (var i = 0; i < s_factors.Length; i++)
            {
                var (expected, error) = (GaussianInputs.IsotropicGrowth(dimension, batch, s_factors[i] * critical), growths[i].Growth.StandardError);
                checks.Add(Check.Between(FormattableString.Invariant($"{name}: growth of E[L] a step at {s_factors[i]} η*"), growths[i].Growth, expected - (4 * error), expected + (4 * error), BandSource.ClosedForm));
            }

            checks.Add(Check.AtMost($"{name}: mean logarithm of the growth at η*: typical paths still shrink", growths[1].Logarithm, 0, BandSource.ClosedForm));
            marks.Add(new Line([.. Enumerable.Range(0, 61).Select(i => 0.7 + (0.01 * i)).Select(f => (f, GaussianInputs.IsotropicGrowth(dimension, batch, f * critical)))]) { Color = marks.Count / 2, Label = name });
            marks.Add(new Dots([.. s_factors.Zip(growths, (factor, growth) => (factor, growth.Growth.Value, growth.Growth.StandardError))]) { Color = marks.Count / 2 });
        }

        double[] spectrum = [.. Enumerable.Range(1, AnisotropicDimension).Select(i => 1.0 / i)];
        checks.Add(Check.Near("growth at η* with eigenvalues 1/i, by the recursion of second moments", GaussianInputs.Growth(spectrum, 2, GaussianInputs.CriticalLearningRate(spectrum, 2), 20_000), 1, 1e-9));
        return new ClaimOutcome([.. checks])
        {
            Figures =
            [
                new NamedFigure("growth", new Figure
                {
                    Description = "Growth of the mean loss in one step of SGD against the learning rate, from the closed form and measured.",
                    Panels = [new Panel { Title = "One step on fresh Gaussian inputs", X = new Axis("η/η*"), Y = new Axis("E[L⁺]/L"), Marks = [new Rule(1, "neither grows nor shrinks") { Color = -1 }, .. marks] }],
                }),
            ],
        };
    }
}
