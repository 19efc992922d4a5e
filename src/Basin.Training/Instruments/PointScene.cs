using System.Numerics;
using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.Instruments;

/// <summary>The landscape where training stands, on a fixed sample: what the instruments of one reading share, each computed when first asked for.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PointScene<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Objective<T> _objective;
    private readonly Seed _seed;
    private readonly Workers _workers;
    private readonly bool _isWarm;
    private readonly LanczosSolver<T> _solver;
    private readonly T[] _gradient;
    private bool _hasGradient;
    private LanczosResult<T>? _pairs, _before;
    private long _step;

    /// <summary>Prepares to look at an objective.</summary>
    /// <param name="objective">L on the sample; the scene moves it and frees it.</param>
    /// <param name="options">How to look.</param>
    public PointScene(Objective<T> objective, InstrumentOptions options)
    {
        (_objective, _seed, _workers, _isWarm) = (objective, options.Seed.Derive("along"), options.Workers, options.Budget is not null);
        _solver = new LanczosSolver<T>(objective.ParameterCount, options.Search, options.Workers);
        _gradient = new T[objective.ParameterCount];
    }

    /// <summary>L.</summary>
    public Objective<T> Objective => _objective;

    /// <summary>∇L, shape (p).</summary>
    public ReadOnlySpan<T> Gradient(CancellationToken cancellationToken)
    {
        if (!_hasGradient) _objective.Gradient(_gradient, cancellationToken);
        _hasGradient = true;
        return _gradient;
    }

    /// <summary>The outermost eigenpairs of the Hessian.</summary>
    /// <remarks>
    /// The search starts at ∇L, most of which lies along the sharpest directions. Where the clock decides anyway, it starts at the eigenvectors
    /// of the last reading.
    /// </remarks>
    public LanczosResult<T> Pairs(CancellationToken cancellationToken)
    {
        if (_pairs is not null) return _pairs;
        IReadOnlyList<T[]> start = _isWarm && _before is not null ? [.. _before.TopVectors, .. _before.BottomVectors] : [Gradient(cancellationToken).ToArray()];
        return _pairs = _before = _solver.Solve(new Hessian<T>(_objective), _seed.Stream("lanczos-start", _step), start, cancellationToken: cancellationToken);
    }

    /// <summary>Frees the memory, the objective's too.</summary>
    public void Dispose()
    {
        _solver.Dispose();
        _objective.Dispose();
    }

    /// <summary>Moves to where training stands.</summary>
    internal void MoveTo(long step, ReadOnlySpan<T> parameters, ReadOnlySpan<T> statistics)
    {
        _objective.MoveTo(parameters, statistics);
        (_step, _pairs, _hasGradient) = (step, null, false);
    }
}
