using System.Collections.Immutable;

namespace Basin.Experiments.Papers;

/// <summary>A paper whose claims can be run. A class that derives from this one is found by existing; see <see cref="PaperCatalog"/>.</summary>
public abstract class Paper
{
    /// <summary>What the command line calls it, such as <c>pesme2021</c>; also the name of its page in <c>docs/papers/</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The title as printed.</summary>
    public abstract string Title { get; }

    /// <summary>Authors, venue, year and a number to find it by.</summary>
    public abstract string Source { get; }

    /// <summary>What is claimed, in the order of the paper; identifiers differ.</summary>
    public abstract ImmutableArray<Claim> Claims { get; }
}
