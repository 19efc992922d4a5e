using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Stability;

/// <summary>Mean-square stability of SGD on the network linearised at a point: whether E‖θ‖² stays, and how fast it grows when it does not.</summary>
/// <remarks>
/// With E[θθᵀ] = P, in the eigenvectors of G, noise of covariance η²q((1/n) Σ HᵢPHᵢ − GPG) is answered by the second moment
/// response_ab times it (<see cref="MomentumRule.Response"/>). The moments grow by s a step exactly when the largest eigenvalue of
/// "noise, then response at s" is 1, and that map is similar to a symmetric one because every response is above 0. So the threshold and the
/// growth are symmetric eigenvalue problems with momentum as without, and for the heavy ball the threshold is a single one, linear in 1/η.
/// Without momentum it is that of Ma and Ying (2021) and of Mulayoff and Michaeli (2024): η* = 2/λ_max(C†D).
/// </remarks>
public sealed class MeanSquare : IDisposable
{
    private const double RootTolerance = 1e-9;
    private readonly SampleCurvature _curvature;
    private readonly MomentumRule _rule;
    private readonly SecondMomentMap _map;
    private readonly LanczosSolver<double> _lanczos;
    private readonly Seed _seed;
    private double[] _start;

    /// <summary>Plans the analysis of one point.</summary>
    /// <param name="curvature">The examples' curvatures; kept, not owned.</param>
    /// <param name="rule">Momentum.</param>
    /// <param name="seed">Where starts come from when one is exhausted.</param>
    /// <param name="workers">Threads; the calling thread alone when null.</param>
    public MeanSquare(SampleCurvature curvature, MomentumRule rule, Seed seed, Workers? workers = null)
    {
        (_curvature, _rule, _seed) = (curvature, rule, seed);
        _map = new SecondMomentMap(curvature, workers ?? Workers.Serial);
        var options = new LanczosOptions { Top = 1, Tolerance = 1e-7, MaxProducts = 400, Subspace = Math.Min(StabilityCost.Subspace, _map.Dimension) };
        _lanczos = new LanczosSolver<double>(_map.Dimension, options, workers);
        _start = _map.Start();
    }

    /// <summary>Products with the second-moment map so far.</summary>
    public int Products { get; private set; }

    /// <summary>η*: SGD is stable in mean square below it and unstable above it.</summary>
    /// <param name="draw">How batches are drawn.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>With the error that the eigenvalue's residual leaves.</returns>
    public Estimate CriticalLearningRate(BatchDraw draw, CancellationToken cancellationToken = default)
    {
        var q = draw.NoiseFactor;
        var limit = _rule.FullBatchLimit(_curvature.Eigenvalues[0]);
        if (q == 0) return new Estimate(limit, 0, 0);
        var before = Products;
        if (_rule is { Nesterov: true, IsPlain: false })
        {
            var rate = SearchRate(q, limit, cancellationToken);
            return new Estimate(rate, RootTolerance * rate, Products - before);
        }

        // q·(1/n) Σ Hᵢ⊗Hᵢ ≼ W(η) with the part of W that falls with η on the right, all over ½(λₐ + λ_b).
        var beta = _rule.Beta;
        var full = ((1 - beta) / (1 + beta)) - q;
        _map.SetWeights((a, b) =>
        {
            var mean = (a + b) / 2;
            return (Math.Sqrt(q / mean), ((full * a * b) - (beta * (a - b) * (a - b) / (1 - (beta * beta)))) / mean);
        });
        var (value, residual) = Largest(cancellationToken);
        var critical = 2 * (1 - beta) / value;
        return new Estimate(critical, critical * residual / value, Products - before);
    }

    /// <summary>ρ: the factor by which E‖θ‖² is multiplied a step in the long run.</summary>
    /// <param name="draw">How batches are drawn.</param>
    /// <param name="learningRate">η, above 0.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public double Growth(BatchDraw draw, double learningRate, CancellationToken cancellationToken = default)
    {
        var q = draw.NoiseFactor;
        var quiet = _curvature.Eigenvalues.Max(a => _rule.SquaredFactor(learningRate * a));
        if (q == 0) return quiet;
        if (_rule.IsPlain)
        {
            _map.SetWeights((a, b) => (
                learningRate * Math.Sqrt(q),
                ((1 - (learningRate * a)) * (1 - (learningRate * b))) - (learningRate * learningRate * q * a * b)));
            return Largest(cancellationToken).Value;
        }

        // At the quiet factor itself the response is infinite; one over the eigenvalue is 0 there and nearly linear in s.
        double Excess(double growth) => Inverse(q, learningRate, growth, cancellationToken) - 1;
        var high = Math.Max(1, 1.5 * quiet);
        var atHigh = Excess(high);
        while (atHigh < 0) atHigh = Excess(high *= 2);
        return RisingRoot.Find(Excess, quiet, -1, high, atHigh, RootTolerance);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _lanczos.Dispose();
        _map.Dispose();
    }

    // As a function of 1/η, one over the eigenvalue rises, nearly linearly.
    private double SearchRate(double q, double limit, CancellationToken cancellationToken)
    {
        double Excess(double inverseRate) => Inverse(q, 1 / inverseRate, 1, cancellationToken) - 1;
        var low = 1 / (limit * (1 - RootTolerance));
        var atLow = Excess(low);
        if (atLow >= 0) return limit;
        var high = 2 * low;
        var atHigh = Excess(high);
        while (atHigh < 0)
        {
            (low, atLow) = (high, atHigh);
            atHigh = Excess(high *= 2);
        }

        return 1 / RisingRoot.Find(Excess, low, atLow, high, atHigh, RootTolerance);
    }

    // One over the largest eigenvalue of "noise, then response at this growth".
    private double Inverse(double q, double rate, double growth, CancellationToken cancellationToken)
    {
        _map.SetWeights((a, b) =>
        {
            var response = rate * rate * q * _rule.Response(rate * a, rate * b, growth);
            return (Math.Sqrt(response), -response * a * b);
        });
        var (value, _) = Largest(cancellationToken);

        // All examples alike make no noise, and an eigenvalue that is rounding.
        return value > 0 ? 1 / value : double.PositiveInfinity;
    }

    private (double Value, double Residual) Largest(CancellationToken cancellationToken)
    {
        var found = _lanczos.Solve(_map, _seed.Stream("mean-square"), [_start], null, cancellationToken);
        Products += found.Products;
        if (found.Stop == LanczosStop.NotFinite) throw new ArithmeticException(found.Advice);

        // The next batch size or learning rate has a vector near this one; the identity keeps it from being trapped.
        _start = found.TopVectors[0];
        return (found.Top[0].Value, found.Top[0].Residual);
    }
}
