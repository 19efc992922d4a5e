using System.Collections.Immutable;
using Basin.Numerics.Random;
using Basin.Training.Theory.TwoPatterns;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>The noise keeps the weights at the spread they begin with while the rate is large, and lets it shrink afterwards.</summary>
internal sealed class NoiseStationarity : Claim
{
    // The wait until what is left of the beginning is e⁻¹² of the variance.
    private const double Relaxations = 6;

    public override string Id => "stationarity";

    public override string Statement => "With the gradient off, U ← (1 − ηλ)U − ηξ has the standard deviation ητ/√(1 − (1 − ηλ)²): τ₀ at the large rate, τ₀√(η₂/η₁) at the small one.";

    public override string Place => "Section 3, the choice of the noise";

    public override ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        ClaimParameter.Count("weights", "weights that are followed", 2500),
        ClaimParameter.Positive("initial-deviation", "the standard deviation τ₀ of each weight at the beginning", 1),
        ClaimParameter.Positive("large-rate", "the large learning rate η₁", 100),
        ClaimParameter.Positive("small-rate", "the small learning rate η₂", 0.4),
        ClaimParameter.Positive("weight-decay", "the weight decay λ; ηλ below 1", 2e-4),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        double start = context["initial-deviation"], large = context["large-rate"], small = context["small-rate"], decay = context["weight-decay"];
        var noise = start * Math.Sqrt(1 - Square(1 - (large * decay))) / large;
        var network = new BlockNetwork(
            new TwoPatternOptions { Dimension = context.Count("weights") },
            new BlockNetworkOptions { FirstWidth = 1, SecondWidth = 1, InitialDeviation = start },
            context.Seed.Stream("init"));
        var weights = network.Blocks[0];
        var first = Follow(large, "large");
        var second = Follow(small, "small");
        return new ClaimOutcome(
        [
            Check.Near("standard deviation of the weights at the large rate", Error(first), start, 0.06),
            Check.Near("the same at the small rate, by the exact formula", Error(second), small * noise / Math.Sqrt(1 - Square(1 - (small * decay))), 0.06),
            Check.Near("the same, by τ₀√(η₂/η₁)", Error(second), start * Math.Sqrt(small / large), 0.06),
        ]);

        double Follow(double rate, string name)
        {
            var steps = (int)Math.Ceiling(Relaxations / (rate * decay));
            var descent = new NoisyDescent(new NoisyDescentOptions { InitialRate = rate, AnnealAt = int.MaxValue, WeightDecay = decay, ParameterNoise = noise }, context.Seed.Stream("noise/" + name));
            while (descent.Step < steps)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                descent.Move(network);
            }

            var sum = 0.0;
            foreach (var weight in weights.Weights) sum += Square(weight);
            return Math.Sqrt(sum / weights.Weights.Length);
        }

        // The standard deviation of a standard deviation of as many Gaussians.
        Measurement Error(double deviation) => new(deviation, deviation / Math.Sqrt(2.0 * weights.Weights.Length));
    }

    private static double Square(double x) => x * x;
}
