using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Draws probes, multiplies them in blocks, and gathers vᵀAv and ‖Av‖² until they are precise.</summary>
internal sealed class ProbeSampler<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SymmetricOperator<T> _a;
    private readonly ProbeOptions _options;
    private readonly RandomSource _random;
    private readonly Workers _workers;
    private readonly Deflation<T>? _known;
    private readonly NativeBuffer<T> _probes;
    private readonly NativeBuffer<T> _products;
    private readonly bool _exact;
    private readonly int _spent;
    private PairedMoments _moments;
    private int _done;

    public ProbeSampler(SymmetricOperator<T> a, ProbeOptions options, RandomSource random, LanczosResult<T>? known, Workers? workers)
        : this(a, options, random, options.IsExact(a.Dimension) ? null : Deflation<T>.Of(known, a.Dimension, workers), 0, workers)
    {
    }

    /// <summary>Goes on from a known part that took products to learn.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">What may be spent, on the known part too.</param>
    /// <param name="random">Where the probes come from.</param>
    /// <param name="known">Disposed of with the sampler; null for nothing known.</param>
    /// <param name="spent">Products that it took.</param>
    /// <param name="workers">Threads for the vector work.</param>
    public ProbeSampler(SymmetricOperator<T> a, ProbeOptions options, RandomSource random, Deflation<T>? known, int spent, Workers? workers)
    {
        (_a, _options, _random, _known, _spent, _workers) = (a, options, random, known, spent, workers ?? Workers.Serial);
        _exact = known is null && options.IsExact(a.Dimension);
        _probes = new NativeBuffer<T>((long)a.Dimension * options.BlockSize);
        _products = new NativeBuffer<T>((long)a.Dimension * options.BlockSize);
    }

    private int Limit => _exact ? _a.Dimension : _options.MaxProbes - _spent;

    private double Trace => (_known?.Trace ?? 0) + (_moments.MeanX * (_exact ? _a.Dimension : 1));

    private double FrobeniusSquare => (_known?.FrobeniusSquare ?? 0) + (_moments.MeanY * (_exact ? _a.Dimension : 1));

    private double FrobeniusError => FrobeniusSquare > 0 ? _moments.ErrorY / (2 * Math.Sqrt(FrobeniusSquare)) : 0;

    public TraceEstimates Run(bool trace, bool frobenius, IProgress<ProbeProgress>? progress, CancellationToken cancellationToken)
    {
        // Nothing is left to estimate when every direction is known.
        if (_known?.Count == _a.Dimension) return Result(ProbeStop.Exact);
        var next = Math.Min(_options.MinProbes, Limit);
        while (true)
        {
            // A block ends where the next look is due, so that its size changes no result.
            var count = Math.Min(_options.BlockSize, (_exact ? Limit : Math.Min(next, Limit)) - _done);
            if (!Sample(count, cancellationToken)) return Result(ProbeStop.NotFinite);
            var error = _exact ? double.NaN : RelativeError(trace, frobenius);
            progress?.Report(new ProbeProgress(_spent + _done, _spent + Limit, error));
            if (_exact && _done == Limit) return Result(ProbeStop.Exact);
            if (!_exact && _done >= next)
            {
                if (error <= _options.RelativeTolerance) return Result(ProbeStop.Precise);

                // Looking after every probe would stop on lucky runs of small errors too often.
                next = _done + Math.Max(1, _done / 4);
            }

            if (_done >= Limit) return Result(ProbeStop.OutOfProbes);
        }
    }

    public void Dispose()
    {
        _known?.Dispose();
        _probes.Dispose();
        _products.Dispose();
    }

    private bool Sample(int count, CancellationToken cancellationToken)
    {
        var n = _a.Dimension;
        for (var i = 0; i < count; i++) WriteProbe(_probes.Span.Slice(i * n, n), _done + i);
        _a.MultiplyBlock(_probes.Span[..(count * n)], _products.Span[..(count * n)], count, cancellationToken);
        _done += count;
        for (var i = 0; i < count; i++)
        {
            ReadOnlySpan<T> probe = _probes.Span.Slice(i * n, n);
            ReadOnlySpan<T> product = _products.Span.Slice(i * n, n);
            var (form, square) = (Vectors.Dot(probe, product, _workers), Vectors.Dot(product, product, _workers));
            if (!double.IsFinite(square)) return false;
            _moments.Add(form, square);
        }

        return true;
    }

    private void WriteProbe(Span<T> probe, int index)
    {
        if (_exact)
        {
            probe.Clear();
            probe[index] = T.One;
            return;
        }

        _random.FillSigns(probe);
        _known?.Remove(probe);
    }

    private double RelativeError(bool trace, bool frobenius)
    {
        var worst = trace ? Ratio(_moments.ErrorX, Math.Abs(Trace)) : 0;
        return frobenius ? Math.Max(worst, Ratio(FrobeniusError, Math.Sqrt(FrobeniusSquare))) : worst;
    }

    // An error of zero is precise whatever the value, the zero operator's included.
    private static double Ratio(double error, double value) => error == 0 ? 0 : error / value;

    private TraceEstimates Result(ProbeStop stop)
    {
        var exact = stop == ProbeStop.Exact;
        if (stop == ProbeStop.NotFinite) _moments.Add(double.NaN, double.NaN);
        return new TraceEstimates
        {
            Trace = new Estimate(Trace, exact ? 0 : _moments.ErrorX, _spent + _done),
            FrobeniusNorm = new Estimate(Math.Sqrt(FrobeniusSquare), exact ? 0 : FrobeniusError, _spent + _done),
            Correlation = exact ? 0 : _moments.Correlation,
            Stop = stop,
        };
    }
}
