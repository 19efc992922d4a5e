using System.Collections.Immutable;
using System.Globalization;
using Basin.Training;

namespace Basin.Experiments.Papers;

/// <summary>How claims are run.</summary>
public sealed record ReproduceOptions
{
    /// <summary><c>PAPER</c> or <c>PAPER/CLAIM</c>; null for every paper.</summary>
    public string? Target { get; init; }

    /// <summary>Values of parameters, by name; each must belong to a claim that is run.</summary>
    public ImmutableSortedDictionary<string, double> Values { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Seeds a claim; null for what each claim has.</summary>
    public int? Seeds { get; init => field = value is { } seeds ? Require.AtLeast(seeds, 1) : null; }

    /// <summary>Whether to run with few seeds.</summary>
    public bool IsQuick { get; init; }

    /// <summary>The root of all chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute, at least 1.</summary>
    public int Threads { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>The folder of the results; null for a new one under <c>runs</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>The command line that gives the same numbers.</summary>
    internal string Command
    {
        get
        {
            IEnumerable<string> words =
            [
                "basin reproduce",
                Target ?? "--all",
                .. Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"--set {value.Key}={value.Value}")),
                .. Seeds is { } seeds ? [string.Create(CultureInfo.InvariantCulture, $"--seeds {seeds}")] : (string[])[],
                .. IsQuick ? (string[])["--quick"] : [],
                string.Create(CultureInfo.InvariantCulture, $"--seed {Seed}"),
            ];
            return string.Join(' ', words);
        }
    }
}
