using System.Collections.Immutable;

namespace Basin.Training.FineTuning;

/// <summary>What became of a network's arrays when it was moved to a starting point.</summary>
/// <param name="Kept">Names of parameters and statistics that came from there.</param>
/// <param name="Drawn">Names of those that it did not have, or had in another shape, and that began anew.</param>
public sealed record Transfer(ImmutableArray<string> Kept, ImmutableArray<string> Drawn)
{
    /// <summary>The two in words.</summary>
    public override string ToString() => Drawn.IsEmpty
        ? $"kept all {Kept.Length} arrays"
        : $"kept {Kept.Length} arrays, drew {string.Join(", ", Drawn)} anew";
}
