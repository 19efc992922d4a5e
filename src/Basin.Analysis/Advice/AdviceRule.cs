namespace Basin.Analysis.Advice;

/// <summary>One thing that may be said: its condition and its sentence in one, so that neither goes without the other.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Say">The sentence, with the number that it rests on; null where the numbers do not support it.</param>
public sealed record AdviceRule(string Name, Func<AdviceInputs, string?> Say);
