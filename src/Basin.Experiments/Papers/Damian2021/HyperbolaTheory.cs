using Basin.Analysis.Stability;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>What the theory says of θ₁θ₂ → c with label noise: how the imbalance D = θ₁² − θ₂² decays along the hyperbola.</summary>
/// <remarks>
/// At the minimum the curvature is h = α(θ₁² + θ₂²) = α√(D² + 4c²), and descent on L + λR moves log|D| by −2·η/(1 − β)·α·S(h) a step, with S the
/// stationary variance along the gradient.
/// </remarks>
/// <param name="Options">How runs descend.</param>
/// <param name="Output">c, what θ₁θ₂ is at a minimum.</param>
/// <param name="Variance">σ², that of the noise in the slope of one draw.</param>
/// <param name="Curvature">α, the second derivative of the loss by the output at a minimum.</param>
internal sealed record HyperbolaTheory(HyperbolaOptions Options, double Output, double Variance, double Curvature)
{
    private const int Intervals = 2000;

    /// <summary>λ.</summary>
    public double Lambda => Options.LearningRate * Variance / (Options.Batch * (1 - Options.Momentum));

    /// <summary>The rate of log|D| a step.</summary>
    /// <param name="imbalance">D.</param>
    public double LogRate(double imbalance)
    {
        var h = Sharpness(imbalance);
        var a = Options.LearningRate * h;
        var covariance = Options.LearningRate * Options.LearningRate * new MomentumRule(Options.Momentum, false).Response(a, a) * Variance / Options.Batch * h;
        return 2 * Options.LearningRate / (1 - Options.Momentum) * covariance;
    }

    /// <summary>The rate if R were ¼ tr ∇²L, wherever the run is.</summary>
    public double TraceRate => Options.LearningRate / (1 - Options.Momentum) * Lambda;

    /// <summary>h.</summary>
    public double Sharpness(double imbalance) => Curvature * Math.Sqrt((imbalance * imbalance) + (4 * Output * Output));

    /// <summary>Steps from one imbalance to a smaller one, by Simpson's rule in log D.</summary>
    public static double Steps(double from, double to, Func<double, double> rate)
    {
        var width = Math.Log(from / to) / Intervals;
        double At(int i) => 1 / rate(to * Math.Exp(i * width));
        var sum = At(0) + At(Intervals);
        for (var i = 1; i < Intervals; i++) sum += (i % 2 == 1 ? 4 : 2) * At(i);
        return sum * width / 3;
    }

    /// <summary>Measures when the geometric mean of |D| over runs falls below levels.</summary>
    /// <param name="runs">How many.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="levels">Descending.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <returns>Steps to each level, NaN where ten times the theory's were not enough.</returns>
    public double[] Hits(int runs, (double First, double Second) start, double[] levels, Seed seed, CancellationToken cancellationToken)
    {
        var all = new HyperbolaRuns(runs, start, Options, seed);
        var limit = 10 * Steps(Imbalance(start), levels[^1], LogRate);
        var hits = new List<double>();
        var before = all.MeanLogImbalance();
        for (var step = 1; hits.Count < levels.Length && step <= limit; step++)
        {
            if ((step & 1023) == 0) cancellationToken.ThrowIfCancellationRequested();
            all.Step();
            var now = all.MeanLogImbalance();
            while (hits.Count < levels.Length && now <= Math.Log(levels[hits.Count])) hits.Add(step - 1 + ((before - Math.Log(levels[hits.Count])) / (before - now)));
            before = now;
        }

        while (hits.Count < levels.Length) hits.Add(double.NaN);
        return [.. hits];
    }

    public static double Imbalance((double First, double Second) point) => (point.First * point.First) - (point.Second * point.Second);
}
