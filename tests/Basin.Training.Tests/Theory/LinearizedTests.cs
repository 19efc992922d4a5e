using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Theory.Linearized;

namespace Basin.Training.Tests.Theory;

public sealed class LinearizedTests
{
    private const int Count = 4;
    private const double Rate = 0.3;
    private static readonly double[] s_kernel = Kernel();
    private static readonly double[] s_start = [1, -0.5, 0.2, 0.7];

    [Fact]
    public void Moments_are_the_mean_over_every_batch_there_is()
    {
        // Two steps of batches of two with replacement: 4⁴ ways, all alike.
        var (loss, ways) = (0.0, 0);
        foreach (var first in Pairs())
        {
            foreach (var second in Pairs())
            {
                var e = After(After(s_start, first), second);
                loss += Vectors.Dot<double>(e, e) / (2 * Count);
                ways++;
            }
        }

        var moments = new ResidualMoments(s_kernel, Count);
        moments.Start(s_start);
        moments.Step(Rate, 0.5);
        moments.Step(Rate, 0.5);
        Assert.Equal(loss / ways, moments.Loss, 1e-13);
    }

    [Fact]
    public void Alignment_of_a_certain_state_is_that_of_its_point()
    {
        var moments = new ResidualMoments(s_kernel, Count);
        moments.Start(s_start);
        var point = Basin.Analysis.Noise.KernelAlignment.Of(s_kernel, s_start, 9);
        Assert.Equal(point.Value, moments.Alignment, 1e-12);
        Assert.Equal(point.Loss, moments.Loss, 1e-14);
        Assert.Equal(point.FrobeniusNorm, moments.FrobeniusNorm, 1e-13);
    }

    [Fact]
    public void A_path_takes_one_of_the_steps_there_are_and_all_of_them_in_time()
    {
        var path = new ResidualPath(s_kernel, 2, Rate, new Seed(1).Stream("path"));
        double[] possible = [.. Pairs().Select(pair => After(s_start, pair)).Select(e => Vectors.Dot<double>(e, e) / (2 * Count))];
        var seen = new bool[possible.Length];
        for (var k = 0; k < 500; k++)
        {
            path.Start(s_start);
            path.Step();
            var nearest = Enumerable.Range(0, possible.Length).MinBy(i => Math.Abs(possible[i] - path.Loss));
            Assert.Equal(possible[nearest], path.Loss, 1e-13);
            for (var i = 0; i < possible.Length; i++) seen[i] |= Math.Abs(possible[i] - path.Loss) < 1e-13;
        }

        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public void Paths_far_beyond_the_limit_diverge_and_slow_ones_do_not()
    {
        Assert.True(new ResidualPath(s_kernel, 1, 50, new Seed(1).Stream("path")).Diverges(s_start, 200, 1e3));
        Assert.False(new ResidualPath(s_kernel, 1, 0.01, new Seed(1).Stream("path")).Diverges(s_start, 200, 1e3));
    }

    private static double[] After(double[] e, (int First, int Second) batch)
    {
        double[] next = [.. e];
        foreach (var i in new[] { batch.First, batch.Second })
            for (var j = 0; j < Count; j++) next[j] -= Rate / 2 * e[i] * s_kernel[(i * Count) + j];
        return next;
    }

    private static IEnumerable<(int First, int Second)> Pairs() =>
        from first in Enumerable.Range(0, Count) from second in Enumerable.Range(0, Count) select (first, second);

    private static double[] Kernel()
    {
        var rows = new double[Count * 9];
        new Seed(1).Stream("rows").FillGaussian<double>(rows);
        var kernel = new double[Count * Count];
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < Count; j++) kernel[(i * Count) + j] = Vectors.Dot<double>(rows.AsSpan(i * 9, 9), rows.AsSpan(j * 9, 9)) / 9;
        return kernel;
    }
}
