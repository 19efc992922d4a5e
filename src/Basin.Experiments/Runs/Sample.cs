using System.Numerics;
using Basin.Models.Data;
using Basin.Numerics.Random;

namespace Basin.Experiments.Runs;

/// <summary>Some of the examples of a set, drawn at random without repeats: not the first ones, because many files are sorted by class.</summary>
/// <param name="Examples">How many, at most.</param>
/// <param name="Seed">The root of chance.</param>
internal readonly record struct Sample(int Examples, Seed Seed)
{
    /// <summary>The set itself when it has no more.</summary>
    public DataSet<T> Of<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Examples >= data.Count) return data;
        var indices = Enumerable.Range(0, data.Count).ToArray();
        Seed.Stream("inspect-examples").Shuffle<int>(indices);
        return data.Subset(indices.AsSpan(0, Examples));
    }
}
