using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;
using Basin.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Stability;

/// <summary>The numbers of Wu, Wang and Su, The alignment property of SGD noise (2022), on linear models.</summary>
public sealed class WuPaperTests
{
    private static readonly Seed _seed = new(11);

    private static readonly Dictionary<string, Func<Examples>> _models = new()
    {
        ["linear"] = Examples.Linear,
        ["random features 200"] = () => Examples.RandomFeatures(200),
        ["random features 4000"] = () => Examples.RandomFeatures(4000),
    };

    [Theory]
    [InlineData(20, 1, 0.0909)]
    [InlineData(50, 8, 0.2712)]
    public void Isotropic_Gaussian_inputs_lose_stability_where_the_closed_form_says(int d, int batch, double published)
    {
        // For fresh Gaussian samples the trace bound is attained: mean ‖Hᵢ‖_F² = E‖x‖⁴ = d(d + 2).
        var moments = new CurvatureMoments { Largest = Exactly(1), Trace = Exactly(d), FrobeniusNorm = Exactly(Math.Sqrt(d)), ExampleSquares = Exactly(d * (d + 2.0)) };
        var critical = StabilityBounds.Of(moments, new BatchDraw(batch, 1_000_000, true), MomentumRule.None).Single(bound => bound.Kind == StabilityBoundKind.Trace).LearningRate.Value;
        Assert.Equal(2.0 * batch / (d + batch + 1), critical, 12);
        Assert.Equal(published, critical, 4);
        foreach (var factor in new[] { 0.9, 1.0, 1.1 })
        {
            var rate = factor * critical;
            var expected = Math.Pow(1 - rate, 2) + (rate * rate * (d + 1) / batch);
            var (mean, error) = OneStepGrowth(d, batch, rate, paths: 20_000);
            Assert.InRange((mean - expected) / error, -4, 4);
            Assert.InRange(error, 0, 0.003);
        }
    }

    [Theory]
    [InlineData("linear", 1, 0.005)]
    [InlineData("linear", 4, 0.05)]
    [InlineData("random features 200", 1, 0.005)]
    [InlineData("random features 200", 4, 0.05)]
    public void The_recursion_of_second_moments_is_the_mean_over_paths(string model, int batch, double band)
    {
        // The paper's bands at five times its paths: the tails at t = 8 leave 20,000 a standard error of half the band.
        const int count = 100_000;
        var space = new SampleSpace(_models[model]());
        var start = Start(space.Count);
        foreach (var factor in new[] { 0.9, 1.1 })
        {
            var rate = factor * Critical(model, batch);
            var exact = Vector<double>.Build.Dense(start).OuterProduct(Vector<double>.Build.Dense(start));
            var paths = new SgdPaths(space, batch, rate, _seed.Stream("paths", batch));
            var sums = new double[9];
            for (var path = 0; path < count; path++)
            {
                paths.Start(start);
                for (var t = 1; t < sums.Length; t++)
                {
                    paths.Step();
                    sums[t] += paths.Loss() / count;
                }
            }

            for (var t = 1; t < sums.Length; t++)
            {
                exact = space.Next(exact, rate, 1.0 / batch);
                if (t is 1 or 4 or 8) Assert.InRange(sums[t] / (exact.Trace() / (2 * space.Count)), 1 - band, 1 + band);
            }
        }
    }

    [Theory]
    [InlineData("linear", 1)]
    [InlineData("linear", 4)]
    [InlineData("random features 200", 1)]
    [InlineData("random features 200", 4)]
    [InlineData("random features 4000", 1)]
    [InlineData("random features 4000", 4)]
    public void No_path_diverges_below_the_threshold_and_every_one_above_it(string model, int batch)
    {
        var space = new SampleSpace(_models[model]());
        var critical = Critical(model, batch);
        foreach (var (factor, least, most) in new[] { (0.95, 0.0, 0.0), (1.25, 1.0, 1.0) })
        {
            var paths = new SgdPaths(space, batch, factor * critical, _seed.Stream("divergence", batch));
            Assert.InRange(paths.Diverged(Start(space.Count), 64, 4000), least, most);
        }
    }

    // The published numbers are of one other draw of the same distribution.
    [Theory]
    [InlineData("linear", 1, 0.4265, 0.0291, 0.0319, 0.0738)]
    [InlineData("linear", 4, 0.4265, 0.1036, 0.1134, 0.1479)]
    [InlineData("random features 200", 1, 6.685, 1.766, 1.996, 2.814)]
    [InlineData("random features 200", 4, 6.685, 4.900, 5.653, 6.185)]
    public void The_threshold_lies_below_its_bounds_as_in_the_table(string model, int batch, double descent, double exact, double trace, double alignment)
    {
        var space = new SampleSpace(_models[model]());
        using var curvature = _models[model]().Curvature();
        var draw = new BatchDraw(batch, 40, true);
        var critical = Critical(model, batch);
        var leading = space.Alignment(space.Leading(critical, draw.NoiseFactor, 300));
        var moments = curvature.Moments() with { AlignmentFloor = null, Alignment = Exactly(leading) };
        var bounds = StabilityBounds.Of(moments, draw, MomentumRule.None).ToDictionary(bound => bound.Kind, bound => bound.LearningRate.Value);
        Assert.InRange(critical, 0, bounds[StabilityBoundKind.Trace]);
        Assert.InRange(critical, 0, bounds[StabilityBoundKind.TopDirection]);
        Assert.InRange(critical, 0, bounds[StabilityBoundKind.Alignment]);
        Assert.InRange(critical, bounds[StabilityBoundKind.LargestExample], bounds[StabilityBoundKind.FullBatch]);
        Assert.InRange(bounds[StabilityBoundKind.FullBatch] / descent, 0.8, 1.25);
        Assert.InRange(critical / exact, 0.8, 1.25);
        Assert.InRange(bounds[StabilityBoundKind.Trace] / trace, 0.8, 1.25);
        Assert.InRange(bounds[StabilityBoundKind.Alignment] / alignment, 0.8, 1.25);
    }

    [Theory]
    [InlineData("linear", 1)]
    [InlineData("linear", 4)]
    [InlineData("random features 200", 1)]
    [InlineData("random features 200", 4)]
    public void Above_the_alignment_bound_every_step_grows_by_at_least_the_paper_s_factor(string model, int batch)
    {
        var space = new SampleSpace(_models[model]());
        var q = 1.0 / batch;
        var squares = Math.Pow(space.Gram.FrobeniusNorm() / space.Count, 2);
        var leading = space.Alignment(space.Leading(Critical(model, batch), q, 300));
        var rate = 1.3 * Math.Sqrt(batch / leading / squares);
        var m = Matrix<double>.Build.DenseIdentity(space.Count);
        var least = double.PositiveInfinity;
        for (var t = 0; t < 30; t++)
        {
            var next = space.Next(m, rate, q);
            least = Math.Min(least, next.Trace() / m.Trace() / (rate * rate * space.Alignment(m) * squares * q));
            m = next / next.Trace();
        }

        Assert.InRange(least, 1, 1.6);
    }

    private static Estimate Exactly(double value) => new(value, 0, 0);

    private static double[] Start(int count)
    {
        var start = new double[count];
        _seed.Stream("start").FillGaussian(start.AsSpan());
        return start;
    }

    private static double Critical(string model, int batch)
    {
        using var curvature = _models[model]().Curvature();
        using var analysis = new MeanSquare(curvature, MomentumRule.None, _seed);
        return analysis.CriticalLearningRate(new BatchDraw(batch, 40, true)).Value;
    }

    // u⁺ = u − (η/B) Σ x(x·u) from a unit vector, with L = ½‖u‖².
    private static (double Mean, double Error) OneStepGrowth(int d, int batch, double rate, int paths)
    {
        var random = _seed.Stream("growth", d);
        var (x, u) = (new double[d], new double[d]);
        var (mean, squares) = (0.0, 0.0);
        for (var path = 1; path <= paths; path++)
        {
            Array.Clear(u);
            u[0] = 1;
            for (var b = 0; b < batch; b++)
            {
                random.FillGaussian(x.AsSpan());
                for (var i = 0; i < d; i++) u[i] -= rate / batch * x[0] * x[i];
            }

            var growth = u.Sum(value => value * value);
            var step = growth - mean;
            mean += step / path;
            squares += step * (growth - mean);
        }

        return (mean, Math.Sqrt(squares / (paths - 1) / paths));
    }
}
