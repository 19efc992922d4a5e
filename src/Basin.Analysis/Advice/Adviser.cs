using System.Collections.Immutable;

namespace Basin.Analysis.Advice;

/// <summary>What to change, as far as the numbers say.</summary>
public static class Adviser
{
    /// <summary>The most sentences that anybody reads.</summary>
    public const int MostSentences = 5;

    /// <summary>Every rule, the most urgent first.</summary>
    public static ImmutableArray<AdviceRule> Rules { get; } = [.. StabilityRules.All, .. LabelNoiseRules.All, .. BatchRules.All];

    /// <summary>At most five sentences; none when the numbers support none.</summary>
    public static ImmutableArray<string> Of(AdviceInputs inputs) =>
        [.. Rules.Select(rule => rule.Say(inputs)).OfType<string>().Take(MostSentences)];
}
