using System.Collections.Immutable;
using Basin.Analysis.Regularization;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Flipped labels under the logistic loss on θ₁θ₂ = c: the speed carries 1/α.</summary>
internal sealed class LabelFlips : Claim
{
    private static readonly HyperbolaOptions[] s_table = [new() { LearningRate = 0.1, Batch = 4 }, new() { LearningRate = 0.5, Batch = 32 }];

    public override string Id => "label-flips";

    public override string Statement => "With flipped labels SGD moves along the minima of the smoothed loss as descent on L + λR does, where R carries 1/α, the inverse curvature of the loss.";

    public override string Place => "section 5.1";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("eta", "η, the learning rate of the first row", 1),
        ClaimParameter.Count("batch", "B, draws a step", 64),
        new("flip", "p, the probability of a flip", 0.2) { Minimum = 0.01, Maximum = 0.45 },
        ClaimParameter.Count("runs", "runs in the geometric mean", 400),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var minimum = SmoothedMinimum.Of(BinaryLoss.Logistic, context["flip"]);
        HyperbolaOptions[] options = [new() { LearningRate = context["eta"], Batch = context.Count("batch"), Flip = context["flip"] }, .. s_table.Select(row => row with { Flip = context["flip"] })];
        HyperbolaTheory[] rows = [.. options.Select(row => new HyperbolaTheory(row, minimum.Margin, minimum.NoiseVariance, minimum.Curvature))];
        var start = (2.5, minimum.Margin / 2.5);
        var imbalance = HyperbolaTheory.Imbalance(start);
        if (!(imbalance > 0 && rows[0].Sharpness(imbalance) * options[0].LearningRate < 2))
            throw Models.BadInputException.At("--set eta", FormattableString.Invariant($"{options[0].LearningRate}"), FormattableString.Invariant($"below {2 / rows[0].Sharpness(imbalance):g4}"), "Past that descent leaves the start at once.");
        var hits = context.ForEach(rows, row => row.Hits(context.Count("runs"), start, [imbalance / 3], context.Seed.Derive("row", Array.IndexOf(rows, row)), context.CancellationToken)[0]);
        var checks = ImmutableArray.CreateBuilder<Check>();
        for (var row = 0; row < rows.Length; row++)
            checks.Add(Check.Near($"η {options[row].LearningRate:g2}, B {options[row].Batch}: steps until the imbalance falls by 3, over those of the logarithmic R", hits[row] / HyperbolaTheory.Steps(imbalance, imbalance / 3, rows[row].LogRate), 1, 0.05));

        // Without 1/α the speed would be α times what it is.
        var without = HyperbolaTheory.Steps(imbalance, imbalance / 3, d => rows[0].LogRate(d) * minimum.Curvature) / hits[0];
        checks.Add(Check.Near($"{checks[0].What[..checks[0].What.IndexOf(':', StringComparison.Ordinal)]}: steps that R without 1/α predicts, over those measured", without, 1 / minimum.Curvature, 0.05));
        return new ClaimOutcome(checks.ToImmutable());
    }
}
