using System.Collections.Immutable;
using Basin.Models;
using Basin.Training.Theory.TwoPatterns;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>The parameters of runs on the two patterns. The defaults are what expected bands are for.</summary>
internal static class PatternParameters
{
    /// <summary>The paper's law of lengths, α uniform on [0, 1].</summary>
    public static ImmutableArray<ClaimParameter> Standard { get; } = With(shortest: 0, stretch: 10, smallRate: 0.4, stopLoss: 0.15);

    /// <summary>Second patterns of at least half the length, which are learned in a third of the steps.</summary>
    public static ImmutableArray<ClaimParameter> LongPatterns { get; } = With(shortest: 0.5, stretch: 5, smallRate: 1.5, stopLoss: 0.12);

    /// <summary>The settings that a claim with <see cref="Standard"/> was given: the large rate, then the small one.</summary>
    /// <exception cref="BadInputException">The kinds of examples are more than all.</exception>
    public static PatternSettings LargeThenSmall(ClaimContext context, double parameterNoise)
    {
        var settings = Common(context, parameterNoise);
        return settings with
        {
            Descent = settings.Descent with
            {
                InitialRate = context["large-rate"],
                AnnealAt = context.Count("anneal-at"),
                StopLoss = context["stop-loss"],
                MaxSteps = context.Count("max-steps"),
            },
        };
    }

    /// <summary>The settings apart from how the rate begins and when to stop.</summary>
    /// <exception cref="BadInputException">The kinds of examples are more than all.</exception>
    public static PatternSettings Common(ClaimContext context, double parameterNoise)
    {
        int examples = context.Count("examples"), onlyFirst = context.Count("only-first"), onlySecond = context.Count("only-second");
        if (onlyFirst + onlySecond > examples)
            throw BadInputException.At("--set only-first, only-second", $"{onlyFirst} + {onlySecond} examples with one pattern", $"at most the {examples} of --set examples", "The rest have both patterns.");
        return new PatternSettings
        {
            Data = new TwoPatternOptions { Dimension = context.Count("dimension"), Radius = context["radius"], Stretch = context["stretch"], ShortestLength = context["shortest-length"] },
            Network = new BlockNetworkOptions { FirstWidth = context.Count("first-width"), SecondWidth = context.Count("second-width"), InitialDeviation = context["initial-deviation"] },
            Descent = new NoisyDescentOptions { FinalRate = context["small-rate"], WeightDecay = context["weight-decay"], ParameterNoise = parameterNoise },
            OnlyFirst = onlyFirst,
            OnlySecond = onlySecond,
            Both = examples - onlyFirst - onlySecond,
            Test = context.Count("test"),
        };
    }

    private static ImmutableArray<ClaimParameter> With(double shortest, double stretch, double smallRate, double stopLoss) =>
    [
        ClaimParameter.Count("dimension", "the length d of the first pattern", 500, 2),
        ClaimParameter.Count("examples", "training examples N", 600),
        ClaimParameter.Count("only-first", "of them without the second pattern, p₀N", 25, 0),
        ClaimParameter.Count("only-second", "of them without the first pattern, q₀N", 150, 0),
        ClaimParameter.Positive("radius", "the distance r of the classes' second patterns, in units of their length", 0.3),
        ClaimParameter.Positive("stretch", "the length s of the longest second pattern", stretch),
        ClaimParameter.Fraction("shortest-length", "the shortest second pattern, as a share of the longest: α is uniform from here to 1", shortest),
        ClaimParameter.Count("first-width", "rectifiers that read the first pattern, m of W", 10),
        ClaimParameter.Count("second-width", "rectifiers that read the second pattern, m of V", 10_000),
        ClaimParameter.Positive("initial-deviation", "the standard deviation τ₀ of each weight at the beginning", 1),
        ClaimParameter.Positive("large-rate", "the large learning rate η₁", 100),
        ClaimParameter.Positive("small-rate", "the small learning rate η₂", smallRate),
        ClaimParameter.Count("anneal-at", "steps at the large rate", 100),
        new ClaimParameter("weight-decay", "the weight decay λ", 2e-4) { Minimum = 0 },
        new ClaimParameter("parameter-noise", "the standard deviation τ of the noise ξ in each gradient entry", 0.002) { Minimum = 0 },
        new ClaimParameter("stop-loss", "the training loss at which both stop", stopLoss) { Minimum = 0 },
        ClaimParameter.Count("max-steps", "steps at most", 4000),
        ClaimParameter.Count("test", "test examples of each kind", 4000),
    ];
}
