using Basin.Numerics.Random;
using Basin.Training.Sampling;

namespace Basin.Training.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly Seed Seed = new(7);

    public static TheoryData<SamplingKind> Kinds => [SamplingKind.Shuffle, SamplingKind.Replacement, SamplingKind.Fixed];

    private static int[] Epoch(Sampler sampler, long epoch) =>
        [.. Enumerable.Range(0, sampler.StepsPerEpoch).SelectMany(step => sampler.Batch((epoch * sampler.StepsPerEpoch) + step).ToArray())];

    [Theory]
    [InlineData(12, 4)]
    [InlineData(13, 4)]
    [InlineData(5, 5)]
    [InlineData(7, 1)]
    public void Shuffling_shows_every_example_once_an_epoch(int examples, int batch)
    {
        var sampler = new RandomReshuffling(examples, batch, Seed);
        for (var epoch = 0; epoch < 5; epoch++) Assert.Equal(Enumerable.Range(0, examples), Epoch(sampler, epoch).Order());
    }

    [Fact]
    public void A_fixed_order_is_that_of_the_data_in_every_epoch()
    {
        var sampler = new InOrder(7, 3);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Epoch(sampler, 0));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Epoch(sampler, 3));
        Assert.Equal([6], sampler.Batch(2).ToArray());
    }

    [Fact]
    public void Shuffling_orders_each_epoch_anew()
    {
        var sampler = new RandomReshuffling(100, 10, Seed);
        Assert.NotEqual(Epoch(sampler, 0), Epoch(sampler, 1));
    }

    [Fact]
    public void Shuffling_puts_every_example_at_every_place_equally_often()
    {
        var counts = new int[6, 6];
        var sampler = new RandomReshuffling(6, 2, Seed);
        for (var epoch = 0; epoch < 6000; epoch++)
        {
            var order = Epoch(sampler, epoch);
            for (var place = 0; place < 6; place++) counts[order[place], place]++;
        }

        // Binomial(6000, 1/6): mean 1000, standard deviation 28.9; 36 cells within 4.5 of them.
        foreach (var count in counts) Assert.InRange(count, 870, 1130);
    }

    [Fact]
    public void Replacement_draws_every_example_equally_often()
    {
        var counts = new int[10];
        var sampler = new WithReplacement(10, 5, Seed);
        for (var step = 0; step < 4000; step++)
        {
            foreach (var index in sampler.Batch(step)) counts[index]++;
        }

        // Binomial(20000, 1/10): mean 2000, standard deviation 42.4.
        Assert.All(counts, count => Assert.InRange(count, 1830, 2170));
    }

    [Fact]
    public void Replacement_repeats_within_a_batch_as_often_as_chance_says()
    {
        var sampler = new WithReplacement(10, 2, Seed);
        var repeats = Enumerable.Range(0, 10_000).Count(step => sampler.Batch(step) is [var a, var b] && a == b);

        // Binomial(10000, 1/10): mean 1000, standard deviation 30.
        Assert.InRange(repeats, 880, 1120);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_batch_depends_on_seed_and_step_and_not_on_what_was_drawn_before(SamplingKind kind)
    {
        var sampler = Sampler.Create(kind, 50, 7, Seed);
        var straight = Enumerable.Range(0, 40).Select(step => sampler.Batch(step).ToArray()).ToArray();
        foreach (var step in new[] { 33, 2, 39, 8, 9 })
            Assert.Equal(straight[step], Sampler.Create(kind, 50, 7, Seed).Batch(step).ToArray());
        if (kind != SamplingKind.Fixed) Assert.NotEqual(straight[0], Sampler.Create(kind, 50, 7, new Seed(8)).Batch(0).ToArray());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_batch_larger_than_the_data_is_refused(SamplingKind kind)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Create(kind, 10, 11, Seed));
        Assert.Contains("The batch holds 11 examples and the data only 10; choose a batch of at most 10.", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_step_within_an_epoch_allocates_nothing(SamplingKind kind)
    {
        var sampler = Sampler.Create(kind, 1000, 1, Seed);
        sampler.Batch(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 1; step < 100; step++) sampler.Batch(step);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
