using Basin.Numerics.Random;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Training.Tests.Theory;

public sealed class DiagonalLinearTests
{
    private const double Alpha = 0.2;
    private static readonly SparseRegressionOptions s_small = new() { Examples = 11, Inputs = 23, Support = 3 };
    private static readonly Seed s_seed = new(5);

    private static double[] Scale => [.. Enumerable.Repeat(Alpha, s_small.Inputs)];

    [Fact]
    public void Sgd_multiplies_the_weights_by_the_residual_times_the_example()
    {
        var options = new DiagonalOptions { LearningRate = 0.03, MaxSteps = 1500, LossTarget = 1e-300, LabelNoise = 0.1, NoisySteps = 700 };
        var (expected, integral, sampled) = Reference(options);
        var run = Sgd<double>(options);
        Assert.Equal(1500, run.Steps);
        for (var j = 0; j < expected.Length; j++) Assert.Equal(expected[j], run.Coefficients[j], 1e-11);
        Assert.Equal(integral, run.IntegratedLoss, 1e-10);
        Assert.Equal(sampled, run.SampledIntegratedLoss, 1e-10);
        var single = Sgd<float>(options);
        for (var j = 0; j < expected.Length; j++) Assert.Equal(expected[j], single.Coefficients[j], 1e-4);
    }

    [Fact]
    public void A_network_goes_its_way_whatever_its_company_and_however_often_it_is_looked_at()
    {
        var options = new DiagonalOptions { LearningRate = 0.03, MaxSteps = 3000, LossTarget = 1e-300, LabelNoise = 0.05, NoisySteps = 1111 };
        using var problem = SparseRegression<double>.Draw(s_small, s_seed);
        var alone = Sgd<double>(options);
        var networks = Enumerable.Range(0, 7).Select(_ => new DiagonalNetwork<double>(problem, Scale)).ToArray();
        var together = DiagonalSgd.Run(networks, [.. Enumerable.Range(0, 7).Select(k => k == 5 ? s_seed : s_seed.Derive("other", k))], options with { LossEvery = 13 }, TestContext.Current.CancellationToken);
        Assert.Equal(alone.Coefficients, together[5].Coefficients);
        Assert.NotEqual(alone.Coefficients, together[4].Coefficients);
        foreach (var network in networks) network.Dispose();
    }

    [Fact]
    public void The_integral_of_the_loss_survives_looking_seldom()
    {
        var options = new DiagonalOptions { LearningRate = 0.03 };
        var (exact, seldom) = (Sgd<double>(options), Sgd<double>(options with { LossEvery = 8 }));
        Assert.Equal(DiagonalStop.Converged, exact.Stop);
        Assert.Equal(1, seldom.IntegratedLoss / exact.IntegratedLoss, 0.03);
        Assert.Equal(1, exact.SampledIntegratedLoss / exact.IntegratedLoss, 0.3);
    }

    [Fact]
    public void The_effective_scale_shrinks_by_the_squares_of_the_steps()
    {
        using var problem = SparseRegression<double>.Draw(s_small, s_seed);
        using var network = new DiagonalNetwork<double>(problem, Scale);
        var x = new double[s_small.Inputs];
        var indices = new int[1];
        s_seed.Stream("sgd/examples").FillIndices(indices, s_small.Examples);
        problem.CopyRow(indices[0], x);
        var residual = -x.Zip(problem.Truth, (a, b) => a * b).Sum();
        DiagonalSgd.Run(network, new DiagonalOptions { LearningRate = 0.03, MaxSteps = 1 }, s_seed, TestContext.Current.CancellationToken);
        var scale = network.ReadEffectiveScale();
        for (var j = 0; j < x.Length; j++) Assert.Equal(Alpha * Math.Sqrt(1 - Math.Pow(0.03 * residual * x[j], 2)), scale[j], 1e-14);
    }

    [Fact]
    public void Descent_and_flow_end_at_the_least_potential()
    {
        using var problem = SparseRegression<double>.Draw(s_small, s_seed);
        using var network = new DiagonalNetwork<double>(problem, Scale);
        var theory = HypentropyMinimum.Of(problem);
        var minimum = theory.Find(Scale)!;
        var descent = DiagonalDescent.Run(network, new DiagonalOptions { LearningRate = 1e-3 }, TestContext.Current.CancellationToken);
        var flow = DiagonalFlow.Run(problem, Scale, 0, new DiagonalOptions { LearningRate = 0.02 }, s_seed, TestContext.Current.CancellationToken);
        for (var j = 0; j < minimum.Length; j++)
        {
            Assert.Equal(minimum[j], descent.Coefficients[j], 1e-3);
            Assert.Equal(minimum[j], flow.Coefficients[j], 1e-4);
        }

        Assert.Equal(0, theory.OptimalityResidual(flow.Coefficients.AsSpan(), Scale), 1e-11);
        Assert.Equal(1, descent.IntegratedLoss / (Hypentropy.Value(descent.Coefficients.AsSpan(), Scale) / 2), 1e-3);
    }

    [Fact]
    public void Stochastic_flow_keeps_its_scale_to_the_integral_of_the_loss()
    {
        using var problem = SparseRegression<double>.Draw(s_small, s_seed);
        var run = DiagonalFlow.Run(problem, Scale, 0.02, new DiagonalOptions { LearningRate = 0.01 }, s_seed, TestContext.Current.CancellationToken);
        var shrunk = Hypentropy.ShrunkScale(problem, Scale, 0.02, run.IntegratedLoss);
        Assert.Equal(DiagonalStop.Converged, run.Stop);
        for (var j = 0; j < shrunk.Length; j++) Assert.Equal(shrunk[j], run.EffectiveScale[j], 1e-12);
        Assert.Equal(0, HypentropyMinimum.Of(problem).OptimalityResidual(run.Coefficients.AsSpan(), shrunk), 1e-11);
    }

    [Fact]
    public void Divergence_is_an_outcome()
    {
        var run = Sgd<double>(new DiagonalOptions { LearningRate = 3 });
        Assert.Equal(DiagonalStop.Diverged, run.Stop);
    }

    private static DiagonalRun Sgd<T>(DiagonalOptions options)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var problem = SparseRegression<T>.Draw(s_small, s_seed);
        using var network = new DiagonalNetwork<T>(problem, Scale);
        return DiagonalSgd.Run(network, options, s_seed, TestContext.Current.CancellationToken);
    }

    // SGD as the paper writes it.
    private static (double[] Coefficients, double Integral, double Sampled) Reference(DiagonalOptions options)
    {
        using var problem = SparseRegression<double>.Draw(s_small, s_seed);
        var (n, d) = (s_small.Examples, s_small.Inputs);
        var rows = Enumerable.Range(0, n).Select(i => { var row = new double[d]; problem.CopyRow(i, row); return row; }).ToArray();
        double[] plus = Scale, minus = Scale;
        double[] targets = [.. rows.Select(row => row.Zip(problem.Truth, (x, b) => x * b).Sum())];
        double Residual(int i) => Enumerable.Range(0, d).Sum(j => rows[i][j] * ((plus[j] * plus[j]) - (minus[j] * minus[j]))) - targets[i];
        var indices = new int[options.MaxSteps];
        var first = new int[1];
        var stream = s_seed.Stream("sgd/examples");
        stream.FillIndices(first, n);
        var rest = new int[2048];
        stream.FillIndices(rest.AsSpan(0, 1024), n);
        stream.FillIndices(rest.AsSpan(1024), n);
        var signs = new double[2048];
        var noise = s_seed.Stream("sgd/label-noise");
        noise.FillSigns(signs.AsSpan(0, 1024));
        noise.FillSigns(signs.AsSpan(1024));
        var (integral, sampled) = (0.0, 0.0);
        for (var t = 0; t < options.MaxSteps; t++)
        {
            var i = t == 0 ? first[0] : rest[t - 1];
            integral += options.LearningRate * Enumerable.Range(0, n).Sum(k => Residual(k) * Residual(k)) / (4 * n);
            var e = Residual(i);
            sampled += options.LearningRate * e * e / 4;
            if (t < options.NoisySteps) e -= 2 * options.LabelNoise * signs[t];
            for (var j = 0; j < d; j++)
            {
                plus[j] *= 1 - (options.LearningRate * e * rows[i][j]);
                minus[j] *= 1 + (options.LearningRate * e * rows[i][j]);
            }
        }

        return ([.. plus.Zip(minus, (p, m) => (p * p) - (m * m))], integral, sampled);
    }
}
