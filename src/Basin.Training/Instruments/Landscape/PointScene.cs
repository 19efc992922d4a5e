using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Analysis.Stability;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Sampling;

namespace Basin.Training.Instruments.Landscape;

/// <summary>The landscape where training stands, on a fixed sample: what the instruments of one reading share, each computed when first asked for.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PointScene<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // An eigenvalue errs by about its residual squared over its gap: a residual of some percent is a small error.
    private const int MostProducts = 40;
    private const int Probes = 8;

    // Under a budget a reading is one of a course, whose searches each go on from the one before.
    private const int MostProductsUnderBudget = 8;
    private const int ProbesUnderBudget = 4;
    private readonly ProbeOptions _probes;
    private readonly Seed _seed;
    private readonly Workers _workers;
    private readonly bool _isWarm;
    private readonly LanczosSolver<T> _solver;
    private readonly T[] _gradient;
    private readonly double[] _along;
    private bool _hasGradient;
    private LanczosResult<T>? _pairs, _before;
    private long _step;

    internal PointScene(Objective<T> objective, int population, SgdOptions training, InstrumentOptions options)
    {
        (Objective, _seed, _workers, _isWarm) = (objective, training.Seed.Derive("along"), options.Workers, options.Budget is not null);
        _solver = new LanczosSolver<T>(
            objective.ParameterCount, new LanczosOptions { Top = 2, Bottom = 1, Tolerance = 0.03, MaxProducts = _isWarm ? MostProductsUnderBudget : MostProducts }, options.Workers);
        var probes = _isWarm ? ProbesUnderBudget : Probes;
        _probes = new ProbeOptions { MinProbes = probes, MaxProbes = probes, RelativeTolerance = 0.02 };
        (_gradient, _along) = (new T[objective.ParameterCount], new double[objective.Examples]);
        Draw = new BatchDraw(training.Batch, population, training.Sampling == SamplingKind.Replacement);
        Rule = new MomentumRule(training.Momentum, training.Nesterov);
    }

    /// <summary>L on the sample.</summary>
    public Objective<T> Objective { get; }

    /// <summary>How batches are drawn.</summary>
    public BatchDraw Draw { get; }

    /// <summary>How a step uses the steps before it.</summary>
    public MomentumRule Rule { get; }

    /// <summary>∇L, shape (p).</summary>
    public ReadOnlySpan<T> Gradient(CancellationToken cancellationToken)
    {
        if (!_hasGradient) Objective.Gradient(_gradient, cancellationToken);
        _hasGradient = true;
        return _gradient;
    }

    /// <summary>The two largest eigenpairs of the Hessian and the smallest.</summary>
    /// <remarks>
    /// The search starts at ∇L, most of which lies along the sharpest directions, so that it depends on θ and the step alone. Where the clock decides
    /// anyway, it starts at the vectors found last.
    /// </remarks>
    public LanczosResult<T> Pairs(CancellationToken cancellationToken)
    {
        if (_pairs is not null) return _pairs;
        IReadOnlyList<T[]> start = _isWarm && _before is not null ? [.. _before.TopVectors, .. _before.BottomVectors] : [Gradient(cancellationToken).ToArray()];
        return _pairs = _before = _solver.Solve(new Hessian<T>(Objective), _seed.Stream("lanczos-start", _step), start, cancellationToken: cancellationToken);
    }

    /// <summary>The trace of a matrix by random probes; the eigenpairs are taken exactly where they are known already.</summary>
    /// <param name="matrix">Shape (p, p).</param>
    /// <param name="name">Of its chance.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public Reading Trace(SymmetricOperator<T> matrix, string name, CancellationToken cancellationToken)
    {
        var trace = Hutchinson.Trace(matrix, _probes, _seed.Stream(name, _step), _pairs, _workers, cancellationToken: cancellationToken);
        return new Reading(trace.Value, trace.StandardError);
    }

    /// <summary>v·gₑ of every example of the sample; costs a push and a pull to the outputs.</summary>
    /// <param name="v">Shape (p).</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public ReadOnlySpan<double> ExamplesAlong(ReadOnlySpan<T> v, CancellationToken cancellationToken)
    {
        var (n, k) = (Objective.Examples, Objective.Outputs);
        var (residuals, tangents) = (new T[n * k], new T[n * k]);
        Objective.WriteOutputGradients(residuals, cancellationToken);
        Objective.Push(v, tangents, cancellationToken);
        for (var e = 0; e < n; e++) _along[e] = Vectors.Dot<T>(tangents.AsSpan(e * k, k), residuals.AsSpan(e * k, k));
        return _along;
    }

    /// <summary>One standard error of a mean over the sample, as one of all training examples: 0 where the sample is all of them.</summary>
    /// <param name="values">Of every example of the sample.</param>
    public double ErrorOfMean(ReadOnlySpan<double> values)
    {
        var (n, mean, square) = (values.Length, 0.0, 0.0);
        foreach (var value in values) mean += value / n;
        foreach (var value in values) square += (value - mean) * (value - mean);
        return n < 2 ? 0 : Math.Sqrt(square / (n - 1) / n * Math.Max(0, 1 - ((double)n / Draw.Examples)));
    }

    /// <summary>Frees the memory, the objective's too.</summary>
    public void Dispose()
    {
        _solver.Dispose();
        Objective.Dispose();
    }

    /// <summary>Moves to where training stands.</summary>
    internal void MoveTo(long step, ReadOnlySpan<T> parameters, ReadOnlySpan<T> statistics)
    {
        Objective.MoveTo(parameters, statistics);
        (_step, _pairs, _hasGradient) = (step, null, false);
    }
}
