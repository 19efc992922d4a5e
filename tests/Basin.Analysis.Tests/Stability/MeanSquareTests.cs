using Basin.Analysis.Stability;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Tests.Stability;

public sealed class MeanSquareTests
{
    private static readonly Seed _seed = new(5);

    public static TheoryData<double, bool, int, bool, int, int> Cases()
    {
        var cases = new TheoryData<double, bool, int, bool, int, int>();
        foreach (var (beta, nesterov) in new[] { (0.0, false), (0.5, false), (0.9, false), (0.5, true), (0.9, true) })
            foreach (var (batch, replacement) in new[] { (1, true), (2, false), (5, false), (3, true) })
                foreach (var (outputs, parameters) in new[] { (1, 3), (2, 4) })
                    cases.Add(beta, nesterov, batch, replacement, outputs, parameters);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_threshold_and_the_growth_are_those_of_the_written_out_map(double beta, bool nesterov, int batch, bool replacement, int outputs, int parameters)
    {
        var examples = Examples.Random(6, outputs, parameters);
        var (rule, draw) = (new MomentumRule(beta, nesterov), new BatchDraw(batch, examples.Count, replacement));
        using var curvature = examples.Curvature();
        using var analysis = new MeanSquare(curvature, rule, _seed);
        var critical = analysis.CriticalLearningRate(draw);
        Assert.InRange(Kronecker.Growth(examples, rule, draw.NoiseFactor, critical.Value * (1 - 1e-7)), 0, 1);
        Assert.InRange(Kronecker.Growth(examples, rule, draw.NoiseFactor, critical.Value * (1 + 1e-7)), 1, 1.00001);
        foreach (var factor in new[] { 0.5, 0.95, 1.1, 1.5 })
        {
            var expected = Kronecker.Growth(examples, rule, draw.NoiseFactor, factor * critical.Value);
            Assert.Equal(1, analysis.Growth(draw, factor * critical.Value) / expected, 7);
        }
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(4, 0.25)]
    public void The_threshold_is_that_of_the_recursion_of_residuals(int batch, double q)
    {
        foreach (var examples in new[] { Examples.Linear(), Examples.RandomFeatures(200) })
        {
            using var curvature = examples.Curvature();
            using var analysis = new MeanSquare(curvature, MomentumRule.None, _seed);
            var rate = analysis.CriticalLearningRate(new BatchDraw(batch, 40, true)).Value;
            var recursion = new SampleSpace(examples);

            var draw = new BatchDraw(batch, 40, true);
            Assert.Equal(1, analysis.Growth(draw, rate), 8);
            Assert.InRange(recursion.Growth(0.99 * rate, q, 500), 0, 1);
            Assert.InRange(recursion.Growth(1.01 * rate, q, 500), 1.0003, 2);
            Assert.Equal(recursion.Growth(1.3 * rate, q, 1200), analysis.Growth(draw, 1.3 * rate), 7);
        }
    }

    [Fact]
    public void Gaussian_moments_give_the_closed_form_of_fresh_samples()
    {
        // Gauss-Hermite nodes 0 and ±√3 with weights 4 : 1 : 1, in three dimensions: a finite set with a Gaussian's moments up to the fifth.
        double[] nodes = [-Math.Sqrt(3), 0, 0, 0, 0, Math.Sqrt(3)];
        foreach (var scales in new[] { new[] { 1.0, 1, 1 }, [1.0, 0.5, 0.1] })
        {
            double[] rows = [.. from a in nodes from b in nodes from c in nodes from x in new[] { a * Math.Sqrt(scales[0]), b * Math.Sqrt(scales[1]), c * Math.Sqrt(scales[2]) } select x];
            using var curvature = SampleCurvature.FromRows(rows, 216, 1);
            using var analysis = new MeanSquare(curvature, MomentumRule.None, _seed);
            foreach (var batch in new[] { 1, 8 })
            {
                var rate = analysis.CriticalLearningRate(new BatchDraw(batch, 216, true)).Value;
                Assert.Equal(1, scales.Sum(s => rate * s / (batch * (2 - (rate * s * (1 + (1.0 / batch)))))), 9);
                if (scales[2] == 1) Assert.Equal(2.0 * batch / (3 + batch + 1), rate, 9);
            }
        }
    }

    [Fact]
    public void Rows_and_their_Gram_matrix_in_any_basis_are_the_same_curvature()
    {
        var draw = new BatchDraw(2, 7, false);
        foreach (var (outputs, parameters) in new[] { (1, 30), (2, 5), (3, 21) })
        {
            var examples = Examples.Random(7, outputs, parameters);
            using var direct = examples.Curvature();
            using var gram = SampleCurvature.FromGram(examples.Gram().ToRowMajorArray(), 7, outputs);
            Assert.Equal(Math.Min(7 * outputs, parameters), direct.Rank);
            Assert.Equal(direct.Rank, gram.Rank);
            using var first = new MeanSquare(direct, MomentumRule.None, _seed);
            using var second = new MeanSquare(gram, MomentumRule.None, _seed);
            Assert.Equal(1, first.CriticalLearningRate(draw).Value / second.CriticalLearningRate(draw).Value, 9);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var examples = Examples.Random(60, 3, 90);
        var draw = new BatchDraw(4, 60, false);
        var results = new List<(double, double)>();
        foreach (var threads in new[] { 1, 3 })
        {
            using var workers = new Workers(threads);
            using var curvature = SampleCurvature.FromRows(examples.Rows, 60, 3, workers);
            using var analysis = new MeanSquare(curvature, new MomentumRule(0.9, false), _seed, workers);
            results.Add((analysis.CriticalLearningRate(draw).Value, analysis.Growth(draw, 0.01)));
        }

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void The_whole_set_in_a_batch_leaves_the_full_batch_limit()
    {
        var examples = Examples.Random(6, 1, 4);
        using var curvature = examples.Curvature();
        foreach (var rule in new[] { MomentumRule.None, new(0.9, false), new(0.9, true) })
        {
            using var analysis = new MeanSquare(curvature, rule, _seed);
            var limit = rule.FullBatchLimit(curvature.Eigenvalues[0]);
            Assert.Equal(limit, analysis.CriticalLearningRate(new BatchDraw(6, 6, false)).Value);
            Assert.Equal(1, analysis.Growth(new BatchDraw(6, 6, false), limit), 12);

            // Nearly the whole set must come near it, by the other road.
            Assert.InRange(analysis.CriticalLearningRate(new BatchDraw(1_000_000, 6, true)).Value / limit, 0.999, 1);
        }
    }

    [Fact]
    public void Examples_that_are_all_alike_make_no_noise()
    {
        using var curvature = SampleCurvature.FromRows([1, 2, 1, 2, 1, 2], 3, 1);
        Assert.Equal([5], curvature.Eigenvalues.Select(value => Math.Round(value, 12)));
        foreach (var rule in new[] { MomentumRule.None, new(0.5, false), new(0.5, true) })
        {
            using var analysis = new MeanSquare(curvature, rule, _seed);
            Assert.Equal(rule.FullBatchLimit(5), analysis.CriticalLearningRate(new BatchDraw(1, 3, true)).Value, 7);
        }
    }

    [Fact]
    public void No_curvature_at_all_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => SampleCurvature.FromRows(new double[6], 3, 1));
        Assert.Contains("curvature of every example is zero", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => SampleCurvature.FromRows(new double[7], 3, 1));
        Assert.Contains("7 elements are not 3 rows", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => SampleCurvature.FromGram(new double[8], 3, 1));
        Assert.Contains("of 3 rows has 9 elements, not 8", error.Message, StringComparison.Ordinal);
    }
}
