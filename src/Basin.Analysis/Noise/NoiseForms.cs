using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>
/// tr(ΣA) = mean over examples of dₑᵀAdₑ with dₑ = gₑ − ∇L, for positive semidefinite operators A: each example once where there are
/// few, else by drawing examples in proportion to ‖dₑ‖², as tr Σ times the mean of uᵀAu over the unit vectors u drawn.
/// </summary>
/// <remarks>
/// Importance sampling leaves only the spread of the Rayleigh quotients. Known eigenpairs (λ, v) of A are taken exactly, at a push each:
/// tr(ΣA) = Σ λ·vᵀΣv + tr(ΣA′) with A′ = A − Σ λvvᵀ, and only the second part is drawn. Unbiased for any v and λ.
/// </remarks>
internal sealed class NoiseForms<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int FewestDraws = 32;
    private readonly Objective<T> _objective;
    private readonly T[] _gradient, _rows, _products, _residuals;
    private readonly ExampleNoise _noise;
    private readonly NoiseOptions _options;
    private readonly NoiseMeter _meter;

    public NoiseForms(Objective<T> objective, ReadOnlySpan<T> gradient, ExampleNoise noise, NoiseOptions options, NoiseMeter meter, CancellationToken cancellationToken)
    {
        (_objective, _gradient, _noise, _options, _meter) = (objective, gradient.ToArray(), noise, options, meter);
        _residuals = ExampleNoise.Residuals(objective, cancellationToken);
        _rows = new T[objective.Directions * _gradient.Length];
        _products = new T[_rows.Length];
    }

    /// <summary>tr(ΣA), from at most <see cref="NoiseOptions.Draws"/> products.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="known">Eigenpairs of A to take exactly; null for none.</param>
    /// <param name="stream">The name of the draws.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public Estimate Trace(SymmetricOperator<T> matrix, LanczosResult<T>? known, string stream, CancellationToken cancellationToken)
    {
        if (_noise.Trace == 0) return default;
        var estimate = _noise.Count <= _options.Draws
            ? EachOnce(matrix, cancellationToken)
            : Drawn(matrix, known, new WeightedDraws(_noise.Away, _options.Seed.Stream(stream)), cancellationToken);
        _meter.End(estimate.Products);
        return estimate;
    }

    /// <summary>∇LᵀA∇L, and 2·∇LᵀA(gₑ − ∇L) of every example: how it would move if the example weighed more. One product.</summary>
    public (double Value, double[] Influence) AlongGradient(SymmetricOperator<T> matrix, CancellationToken cancellationToken)
    {
        var product = new T[_gradient.Length];
        matrix.Multiply(_gradient, product, cancellationToken);
        _meter.End(1);
        var value = Vectors.Dot<T>(_gradient, product);
        return (value, [.. ExampleNoise.ProductsWith<T>(_objective, product, _residuals, cancellationToken).Select(along => 2 * (along - value))]);
    }

    private Estimate EachOnce(SymmetricOperator<T> matrix, CancellationToken cancellationToken)
    {
        var (sum, examples) = (0.0, new int[_objective.Directions]);
        for (var start = 0; start < _noise.Count; start += examples.Length)
        {
            var count = Math.Min(examples.Length, _noise.Count - start);
            for (var i = 0; i < count; i++) examples[i] = start + i;
            Multiply(matrix, examples.AsSpan(0, count), cancellationToken);
            for (var i = 0; i < count; i++) sum += Vectors.Dot<T>(Row(_rows, i), Row(_products, i));
            _meter.Tell(start + count, 0);
        }

        return new Estimate(sum / _noise.Count, 0, _noise.Count);
    }

    private Estimate Drawn(SymmetricOperator<T> matrix, LanczosResult<T>? known, WeightedDraws draws, CancellationToken cancellationToken)
    {
        var (values, vectors) = (known?.Top ?? [], known?.TopVectors ?? []);
        var exact = KnownPart(values.AsSpan(), vectors.AsSpan(), cancellationToken);
        var (moments, examples, next) = (new PairedMoments(), new int[_objective.Directions], FewestDraws);
        while (true)
        {
            var count = Math.Min(examples.Length, _options.Draws - moments.Count);
            for (var i = 0; i < count; i++) examples[i] = draws.Next();
            Multiply(matrix, examples.AsSpan(0, count), cancellationToken);
            for (var i = 0; i < count; i++)
            {
                ReadOnlySpan<T> row = Row(_rows, i);
                var form = Vectors.Dot(row, Row(_products, i));
                for (var pair = 0; pair < values.Length; pair++) form -= values[pair].Value * Math.Pow(Vectors.Dot(row, vectors[pair]), 2);
                moments.Add(form / Vectors.Dot(row, row), 0);
            }

            var (value, error) = (exact + (_noise.Trace * moments.MeanX), _noise.Trace * moments.ErrorX);
            if (!double.IsFinite(value)) throw new ArithmeticException($"Product {moments.Count} with an example's gradient contained NaN or infinity; look at the point where the objective is.");
            _meter.Tell(moments.Count, error / value);
            if (moments.Count >= _options.Draws || (moments.Count >= next && error <= _options.RelativeTolerance * value))
                return new Estimate(value, error, moments.Count);

            // Looking after every draw would stop on lucky runs of small errors too often.
            if (moments.Count >= next) next = moments.Count + Math.Max(1, moments.Count / 4);
        }
    }

    private double KnownPart(ReadOnlySpan<Eigenvalue> values, ReadOnlySpan<T[]> vectors, CancellationToken cancellationToken)
    {
        if (values.IsEmpty) return 0;
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var along = ExampleNoise.ProductsWith<T>(_objective, vectors[i], _residuals, cancellationToken);
            sum += values[i].Value * ExampleNoise.Covariance(along, along) * (along.Length - 1) / along.Length;
        }

        return sum;
    }

    // Rows dₑ and products Adₑ of some examples.
    private void Multiply(SymmetricOperator<T> matrix, ReadOnlySpan<int> examples, CancellationToken cancellationToken)
    {
        var length = examples.Length * _gradient.Length;
        for (var i = 0; i < examples.Length; i++)
        {
            _objective.ExampleGradients(examples[i], 1, Row(_rows, i), cancellationToken);
            Vectors.AddScaled<T>(-T.One, _gradient, Row(_rows, i), _options.Workers);
        }

        matrix.MultiplyBlock(_rows.AsSpan(0, length), _products.AsSpan(0, length), examples.Length, cancellationToken);
    }

    private Span<T> Row(T[] rows, int i) => rows.AsSpan(i * _gradient.Length, _gradient.Length);
}
