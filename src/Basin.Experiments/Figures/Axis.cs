using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>A direction of a panel.</summary>
/// <param name="Label">The quantity, with its unit where it has one.</param>
/// <param name="IsLog">Whether equal distances are equal ratios; numbers not above 0 are then left out.</param>
/// <param name="Minimum">Where it begins; null for where the data do.</param>
/// <param name="Maximum">Where it ends; null for where the data do.</param>
/// <param name="IsWhole">Whether only whole numbers make sense, as for a rank.</param>
public sealed record Axis(string Label, bool IsLog = false, double? Minimum = null, double? Maximum = null, bool IsWhole = false)
{
    /// <summary>For numbers of both signs and many sizes: near-linear up to this size, near-logarithmic beyond; null for neither. Above 0.</summary>
    public double? LinearUpTo
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LinearUpTo), value, "An axis is linear up to a finite size above 0.");
    }

    /// <summary>What stands at 1, 2, … in place of numbers; along the vertical the first is on top. None for numbers.</summary>
    public ImmutableArray<string> Names { get; init; } = [];
}
