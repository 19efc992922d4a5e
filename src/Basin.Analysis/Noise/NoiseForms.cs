using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>
/// tr(ΣA) = mean over examples of dₑᵀAdₑ with dₑ = gₑ − ∇L, for positive semidefinite A: each example once where there are few, else by
/// drawing examples in proportion to ‖dₑ‖², as tr Σ times the mean of uᵀAu over the unit vectors u drawn.
/// </summary>
/// <remarks>
/// <para>A is G or Σ itself, for ‖Σ‖²_F = tr(ΣΣ); a form dᵀAd of either is a push, without a pull.</para>
/// <para>Importance sampling leaves only the spread of the Rayleigh quotients. Known eigenpairs (λ, v) of A are taken exactly, at a push
/// each: tr(ΣA) = Σ λ·vᵀΣv + tr(ΣA′) with A′ = A − Σ λvvᵀ, and only the second part is drawn. Unbiased for any v and λ.</para>
/// </remarks>
internal sealed class NoiseForms<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int FewestDraws = 32;
    private readonly Objective<T> _objective;
    private readonly T[] _gradient, _row, _residuals;
    private readonly double[] _forms;
    private readonly ExampleNoise _noise;
    private readonly NoiseOptions _options;
    private readonly NoiseMeter _meter;

    public NoiseForms(Objective<T> objective, ReadOnlySpan<T> gradient, ExampleNoise noise, NoiseOptions options, NoiseMeter meter, CancellationToken cancellationToken)
    {
        (_objective, _gradient, _noise, _options, _meter) = (objective, gradient.ToArray(), noise, options, meter);
        _residuals = ExampleNoise.Residuals(objective, cancellationToken);
        _row = new T[_gradient.Length];
        _forms = new double[objective.Examples];
    }

    /// <summary>tr(ΣG), from at most <see cref="NoiseOptions.Draws"/> forms.</summary>
    /// <param name="known">Eigenpairs of G to take exactly; null for none.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public Estimate WithCurvature(LanczosResult<T>? known, CancellationToken cancellationToken) => Trace(
        () =>
        {
            _objective.CurvatureForms(_row, _forms, cancellationToken);
            return _forms.Average();
        },
        known, "noise/curvature-draws", cancellationToken);

    /// <summary>tr(ΣΣ), from at most <see cref="NoiseOptions.Draws"/> forms.</summary>
    /// <param name="known">Eigenpairs of Σ to take exactly; null for none.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public Estimate WithItself(LanczosResult<T>? known, CancellationToken cancellationToken) =>
        Trace(() => Variance(_row, cancellationToken), known, "noise/norm-draws", cancellationToken);

    /// <summary>∇LᵀG∇L, and 2·∇LᵀG(gₑ − ∇L) of every example: how it would move if the example weighed more. One product.</summary>
    public (double Value, double[] Influence) AlongGradient(CancellationToken cancellationToken)
    {
        var product = new T[_gradient.Length];
        _objective.GaussNewtonProduct(_gradient, product, cancellationToken);
        _meter.End(1);
        var value = Vectors.Dot<T>(_gradient, product);
        return (value, [.. ExampleNoise.ProductsWith<T>(_objective, product, _residuals, cancellationToken).Select(along => 2 * (along - value))]);
    }

    /// <summary>vᵀΣv along each of the outermost eigenvectors of a matrix; a push each.</summary>
    /// <param name="known">Its eigenpairs; null for none.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public ImmutableArray<NoiseDirection> Along(LanczosResult<T>? known, CancellationToken cancellationToken) => known is null
        ? []
        : [.. known.Top.Zip(known.TopVectors, (value, vector) => new NoiseDirection(new(value.Value, value.Residual), new Estimate(Variance(vector, cancellationToken), 0, 1)))];

    // form gives dᵀAd for d in _row.
    private Estimate Trace(Func<double> form, LanczosResult<T>? known, string stream, CancellationToken cancellationToken)
    {
        if (_noise.Trace == 0) return default;
        var estimate = _noise.Count <= _options.Draws
            ? EachOnce(form, cancellationToken)
            : Drawn(form, known, new WeightedDraws(_noise.Away, _options.Seed.Stream(stream)), cancellationToken);
        _meter.End(estimate.Products);
        return estimate;
    }

    private Estimate EachOnce(Func<double> form, CancellationToken cancellationToken)
    {
        var sum = 0.0;
        for (var e = 0; e < _noise.Count; e++)
        {
            Take(e, cancellationToken);
            sum += form();
            _meter.Tell(e + 1, 0);
        }

        return new Estimate(sum / _noise.Count, 0, _noise.Count);
    }

    private Estimate Drawn(Func<double> form, LanczosResult<T>? known, WeightedDraws draws, CancellationToken cancellationToken)
    {
        var (values, vectors) = (known?.Top ?? [], known?.TopVectors ?? []);
        var exact = values.Zip(vectors, (value, vector) => value.Value * Variance(vector, cancellationToken)).Sum();
        var (moments, next) = (new PairedMoments(), FewestDraws);
        while (true)
        {
            Take(draws.Next(), cancellationToken);
            var rest = form();
            for (var pair = 0; pair < values.Length; pair++) rest -= values[pair].Value * Math.Pow(Vectors.Dot<T>(_row, vectors[pair]), 2);
            moments.Add(rest / Vectors.Dot<T>(_row, _row), 0);
            var (value, error) = (exact + (_noise.Trace * moments.MeanX), _noise.Trace * moments.ErrorX);
            if (!double.IsFinite(value)) throw new ArithmeticException($"Draw {moments.Count} of an example's gradient met NaN or infinity; look at the point where the objective is.");
            _meter.Tell(moments.Count, error / value);
            if (moments.Count >= _options.Draws || (moments.Count >= next && error <= _options.RelativeTolerance * value))
                return new Estimate(value, error, moments.Count);

            // Looking after every draw would stop on lucky runs of small errors too often.
            if (moments.Count >= next) next = moments.Count + Math.Max(1, moments.Count / 4);
        }
    }

    // vᵀΣv.
    private double Variance(T[] v, CancellationToken cancellationToken)
    {
        var along = ExampleNoise.ProductsWith<T>(_objective, v, _residuals, cancellationToken);
        return ExampleNoise.Covariance(along, along) * (along.Length - 1) / along.Length;
    }

    private void Take(int example, CancellationToken cancellationToken)
    {
        _objective.ExampleGradients(example, 1, _row, cancellationToken);
        Vectors.AddScaled<T>(-T.One, _gradient, _row, _options.Workers);
    }
}
