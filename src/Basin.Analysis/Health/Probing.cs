using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Health;

/// <summary>Multiplies the probes of a health check.</summary>
internal sealed class Probing<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Any two numbers of different sizes and signs.
    private const double FactorU = 0.75;
    private const double FactorV = -1.5;

    private readonly HealthSubject<T> _subject;
    private readonly RandomSource _random;
    private readonly Workers? _workers;
    private readonly IProgress<int>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly Deflation<T>? _known;
    private readonly LayerProbe<T> _layers;
    private readonly T[] _u, _v, _au, _av, _x, _ax;
    private double _smallest = double.PositiveInfinity;
    private double _largest;
    private int _products;

    public Probing(HealthSubject<T> subject, RandomSource random, Workers? workers, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        (_subject, _random, _workers, _progress, _cancellationToken) = (subject, random, workers, progress, cancellationToken);
        var n = subject.Operator.Dimension;
        _known = Deflation<T>.Of(subject.Pairs, n, workers);
        _layers = new LayerProbe<T>(subject.Windows, n, _known);
        (_u, _v, _au, _av, _x, _ax) = (new T[n], new T[n], new T[n], new T[n], new T[n], new T[n]);
    }

    public HealthEvidence<T> Gather(int probes)
    {
        for (var i = 0; i < probes; i++) Probe(i == 0 ? _u : i == 1 ? _v : _x, i == 0 ? _au : i == 1 ? _av : _ax);
        Multiply(_u, _x);
        Multiply(_u, _ax);
        var changed = _x.AsSpan().CommonPrefixLength(_ax) == _x.Length ? 0 : _x.Zip(_ax).Count(pair => !pair.First.Equals(pair.Second));
        var nonlinearity = Nonlinearity();
        var scale = Math.Max(_largest, _subject.Pairs?.Scale ?? 0);
        return new HealthEvidence<T>
        {
            Subject = _subject,
            Asymmetry = Ratio(Math.Abs(Vectors.Dot<T>(_u, _av, _workers) - Vectors.Dot<T>(_v, _au, _workers)), Norm(_au) + Norm(_av)),
            Nonlinearity = nonlinearity,
            Changed = changed,
            RitzResidual = RitzResidual(),
            SmallestQuotient = _smallest,
            LayerSum = _layers.Sum(probes),
            Layers = _layers.Layers(probes),
            Unused = _layers.Unused,
            Scale = scale,
            Products = _products,
        };
    }

    public void Dispose() => _known?.Dispose();

    private void Probe(T[] probe, T[] product)
    {
        _random.FillSigns<T>(probe);
        Multiply(probe, product);
        var quotient = Vectors.Dot<T>(probe, product, _workers) / probe.Length;
        (_smallest, _largest) = (Math.Min(_smallest, quotient), Math.Max(_largest, Math.Abs(quotient)));
        _layers.Add(probe, product);
    }

    private double Nonlinearity()
    {
        _x.AsSpan().Clear();
        Vectors.AddScaled(T.CreateTruncating(FactorU), _u, _x, _workers);
        Vectors.AddScaled(T.CreateTruncating(FactorV), _v, _x, _workers);
        Multiply(_x, _ax);
        Vectors.AddScaled(T.CreateTruncating(-FactorU), _au, _ax, _workers);
        Vectors.AddScaled(T.CreateTruncating(-FactorV), _av, _ax, _workers);
        return Ratio(Norm(_ax), (Math.Abs(FactorU) * Norm(_au)) + (Math.Abs(FactorV) * Norm(_av)));
    }

    // The residual of a signed sum is at most the sum of the residuals, so one product checks all pairs.
    private double? RitzResidual()
    {
        if (_subject.Pairs is not { } pairs) return null;
        _x.AsSpan().Clear();
        var target = new T[_x.Length];
        foreach (var (pair, vector) in pairs.Top.Zip(pairs.TopVectors).Concat(pairs.Bottom.Zip(pairs.BottomVectors)))
        {
            var sign = (_random.NextUInt64() & 1) == 0 ? 1 : -1;
            Vectors.AddScaled(T.CreateTruncating(sign), vector, _x, _workers);
            Vectors.AddScaled(T.CreateTruncating(-sign * pair.Value), vector, target, _workers);
        }

        Multiply(_x, _ax);
        Vectors.AddScaled<T>(T.One, target, _ax, _workers);
        return Norm(_ax);
    }

    private void Multiply(T[] x, T[] y)
    {
        _subject.Operator.Multiply(x, y, _cancellationToken);
        _products++;
        _progress?.Report(_products);
    }

    private double Norm(T[] x) => Vectors.Norm<T>(x, _workers);

    private static double Ratio(double part, double whole) => part == 0 ? 0 : part / whole;
}
