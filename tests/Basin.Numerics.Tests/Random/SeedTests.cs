using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.Random;

public sealed class SeedTests
{
    [Fact]
    public void The_same_seed_name_and_index_give_the_same_words() =>
        Assert.Equal(Words(new Seed(1).Stream("trace-probes", 3)), Words(new Seed(1).Stream("trace-probes", 3)));

    // From an independent program. These words must never change: checkpoints and published runs rest on them.
    [Fact]
    public void The_first_words_of_a_stream_are_fixed_for_ever() =>
        Assert.Equal([14570586446523680130UL, 9523574393501988222UL], Words(new Seed(20).Stream("basin", 7))[..2]);

    [Fact]
    public void Seed_name_and_index_each_make_another_stream()
    {
        var streams = new[]
        {
            new Seed(1).Stream("a"), new Seed(2).Stream("a"), new Seed(1).Stream("b"), new Seed(1).Stream("a", 1), new Seed(1).Stream("á"),
            new Seed(1).Derive("a").Stream("a"), new Seed(1).Derive("a", 1).Stream("a"), new Seed(0).Stream("a"),
        };
        var words = streams.SelectMany(Words).ToArray();
        Assert.Equal(words.Length, words.Distinct().Count());
    }

    // 2000 keys of 64 bits from consecutive seeds: even one collision has probability 1e-13.
    [Fact]
    public void Consecutive_seeds_give_distinct_keys() =>
        Assert.Equal(2000, Enumerable.Range(0, 2000).Select(seed => new Seed((ulong)seed).Stream("x").State.Key).Distinct().Count());

    [Fact]
    public void Streams_of_consecutive_indices_are_uncorrelated()
    {
        const int draws = 100_000;
        var (a, b) = (new Seed(9).Stream("walk", 0), new Seed(9).Stream("walk", 1));
        var sum = 0.0;
        for (var i = 0; i < draws; i++) sum += (a.NextDouble() - 0.5) * (b.NextDouble() - 0.5);

        // Each product has variance 1/144.
        Assert.InRange(sum / draws * 12 * Math.Sqrt(draws), -4, 4);
    }

    [Fact]
    public void A_nameless_stream_is_refused() =>
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new Seed(1).Stream("")).ParamName);

    [Fact]
    public void A_negative_index_is_refused() =>
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => new Seed(1).Stream("a", -1)).Message, StringComparison.Ordinal);

    private static ulong[] Words(RandomSource source) => [.. Enumerable.Range(0, 8).Select(_ => source.NextUInt64())];
}
