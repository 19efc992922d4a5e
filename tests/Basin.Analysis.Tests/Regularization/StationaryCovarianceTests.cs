using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Regularization;

public sealed class StationaryCovarianceTests
{
    private const int N = 3;
    private static readonly Seed _seed = new(31);
    private static readonly Matrix<double> _hessian = Matrix<double>.Build.DenseOfArray(Dense.WithSpectrum([2.0, 0.7, 0.2], _seed.Stream("hessian")));

    public static TheoryData<double, bool> Rules() => new() { { 0, false }, { 0.5, false }, { 0.9, false }, { 0.5, true } };

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_solves_the_Lyapunov_equation_with_momentum_written_out(double beta, bool nesterov)
    {
        var rule = new MomentumRule(beta, nesterov);
        var rate = 0.4 * rule.FullBatchLimit(2);
        var noise = Matrix<double>.Build.DenseOfArray(Dense.WithSpectrum([3.0, 1, 0.1], _seed.Stream("noise")));
        var expected = Lyapunov(rule, rate, noise);
        var found = Matrix<double>.Build.Dense(N, N, StationaryCovariance.Of(_hessian.ToRowMajorArray(), noise.ToRowMajorArray(), N, rate, rule));
        Assert.InRange((found - expected).FrobeniusNorm() / expected.FrobeniusNorm(), 0, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void For_label_noise_it_is_the_closed_form(double beta)
    {
        var rule = new MomentumRule(beta, false);
        var rate = 0.7 * rule.FullBatchLimit(2);
        var lambda = rate * 0.09 / (1 - beta);
        var expected = lambda * ((2 * Matrix<double>.Build.DenseIdentity(N)) - (rate / (1 + beta) * _hessian)).Inverse();
        var found = Matrix<double>.Build.Dense(N, N, StationaryCovariance.Of(_hessian.ToRowMajorArray(), (0.09 * _hessian).ToRowMajorArray(), N, rate, rule));
        Assert.InRange((found - expected).FrobeniusNorm() / expected.FrobeniusNorm(), 0, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_simulated_recursion_has_it_within_one_percent(double beta, bool nesterov)
    {
        var rule = new MomentumRule(beta, nesterov);
        var rate = 0.5 * rule.FullBatchLimit(2);
        var factor = Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 0, 0 }, { -0.5, 0.8, 0 }, { 0.3, 0.2, 0.4 } });
        var expected = StationaryCovariance.Of(_hessian.ToRowMajorArray(), (factor * factor.Transpose()).ToRowMajorArray(), N, rate, rule);
        var seen = Simulate(rule, rate, factor, steps: 3_000_000);
        var scale = Math.Sqrt(expected.Sum(x => x * x));
        Assert.InRange(Math.Sqrt(expected.Zip(seen, (a, b) => (a - b) * (a - b)).Sum()) / scale, 0, 0.01);
    }

    [Fact]
    public void Flat_directions_are_left_alone_and_unstable_ones_refused()
    {
        double[] hessian = [1, 0, 0, 0], noise = [1, 0.5, 0.5, 1];
        Assert.Equal([0.1 / 1.9, 0, 0, 0], StationaryCovariance.Of(hessian, noise, 2, 0.1, MomentumRule.None).Select(x => Math.Round(x, 14) is 0 ? 0 : x), Near);
        Assert.Contains("at or past the limit", Assert.Throws<ArgumentException>(() => StationaryCovariance.Of(hessian, noise, 2, 2, MomentumRule.None)).Message, StringComparison.Ordinal);
        hessian[3] = -1;
        Assert.Contains("leaves a saddle", Assert.Throws<ArgumentException>(() => StationaryCovariance.Of(hessian, noise, 2, 0.1, MomentumRule.None)).Message, StringComparison.Ordinal);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    // X = AXAᵀ + noise on (θ, θ₋), solved as one linear system; then the covariance of the point where gradients are taken.
    private static Matrix<double> Lyapunov(MomentumRule rule, double rate, Matrix<double> noise)
    {
        var one = Matrix<double>.Build.DenseIdentity(N);
        var look = rule.Nesterov ? rule.Beta : 0;
        var gradient = Matrix<double>.Build.DenseOfMatrixArray(new[,] { { (1 + look) * one, -look * one } });
        var step = Matrix<double>.Build.DenseOfMatrixArray(new[,] { { (1 + rule.Beta) * one, -rule.Beta * one }, { one, 0 * one } });
        step.SetSubMatrix(0, 0, step.SubMatrix(0, N, 0, 2 * N) - (rate * _hessian * gradient));
        var kick = Matrix<double>.Build.Dense(2 * N, 2 * N);
        kick.SetSubMatrix(0, 0, rate * rate * noise);
        var system = Matrix<double>.Build.DenseIdentity(4 * N * N) - step.KroneckerProduct(step);
        var x = Matrix<double>.Build.Dense(2 * N, 2 * N, system.Solve(Vector<double>.Build.Dense(kick.ToColumnMajorArray())).ToArray());
        return gradient * x * gradient.Transpose();
    }

    // One long path: its time average stands for chains without number.
    private static double[] Simulate(MomentumRule rule, double rate, Matrix<double> factor, int steps)
    {
        var (h, f) = (_hessian.ToRowMajorArray(), factor.ToRowMajorArray());
        Span<double> now = stackalloc double[N], last = stackalloc double[N], at = stackalloc double[N], signs = stackalloc double[N];
        var random = _seed.Stream("chain");
        var sums = new double[N * N];
        for (var t = 0; t < steps; t++)
        {
            random.FillSigns(signs);
            for (var i = 0; i < N; i++) at[i] = now[i] + (rule.Nesterov ? rule.Beta * (now[i] - last[i]) : 0);
            for (var i = 0; i < N; i++)
            {
                for (var j = 0; j < N; j++) sums[(i * N) + j] += at[i] * at[j] / steps;
            }

            for (var i = 0; i < N; i++)
            {
                var gradient = 0.0;
                for (var j = 0; j < N; j++) gradient += (h[(i * N) + j] * at[j]) + (f[(i * N) + j] * signs[j]);
                var next = now[i] + (rule.Beta * (now[i] - last[i])) - (rate * gradient);
                (last[i], now[i]) = (now[i], next);
            }
        }

        return sums;
    }
}
