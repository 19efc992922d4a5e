using System.Numerics;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>
/// The eigenvalues at both ends of a symmetric operator by thick-restart Lanczos with full reorthogonalisation.
/// Keeps its memory between calls, so following a spectrum through training costs products and nothing else.
/// </summary>
/// <typeparam name="T">float or double: the vectors; the small problem is solved in double precision.</typeparam>
/// <remarks>
/// Memory for n scalars times the subspace and twice the wanted. Per product it reads the basis three times.
/// Source: Wu and Simon, Thick-restart Lanczos method for large symmetric eigenvalue problems (2000).
/// </remarks>
public sealed class LanczosSolver<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The part of fresh chance in a warm start: enough to see what the old vectors are blind to.
    private const double WarmStartChance = 0.05;

    // A rest this many times the rounding of a product is nothing but rounding.
    private const double RoundingSteps = 64;

    // An end whose own eigenvalues are small is not searched more finely than this part of the whole.
    private const double LesserEnd = 0.25;

    private readonly LanczosOptions _options;
    private readonly Workers _workers;
    private readonly LanczosChain<T> _chain;
    private readonly FoundPairs<T> _found;
    private readonly int _subspace;
    private readonly int _top;
    private readonly int _bottom;
    private int _products;
    private double _asymmetry;
    private double _scale;
    private double _smallest;
    private double _largest;
    private double _topLimit;
    private double _bottomLimit;

    /// <summary>Plans searches in one dimension.</summary>
    /// <param name="dimension">n, at least 1.</param>
    /// <param name="options">What to find.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <exception cref="ArgumentException">The options do not fit together; the message says how.</exception>
    public LanczosSolver(int dimension, LanczosOptions options, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        (Dimension, _options, _workers) = (dimension, options, workers ?? Workers.Serial);
        (_top, _bottom) = (Math.Min(options.Top, dimension), Math.Min(options.Bottom, dimension));
        _subspace = options.SubspaceFor(dimension);
        _found = new FoundPairs<T>(dimension, _top, _bottom, _workers);
        _chain = new LanczosChain<T>(dimension, _subspace, _found.Vectors.Capacity, _workers);
    }

    /// <summary>n.</summary>
    public int Dimension { get; }

    internal static double Rounding { get; } = double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    // What rounding leaves of any residual, whatever the recurrence says.
    private double RoundingFloor => 4 * Rounding * _scale;

    /// <summary>Searches.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="random">Where the start comes from.</param>
    /// <param name="startVectors">
    /// Vectors near the wanted ones, such as those of the last call, each of shape (n); their sum with a little chance is the start.
    /// Null or empty: a random start.
    /// </param>
    /// <param name="progress">Told after every product.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>What was found, converged or not: look at <see cref="LanczosResult{T}.Stop"/>.</returns>
    /// <exception cref="ArgumentException">A dimension differs.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public LanczosResult<T> Solve(
        SymmetricOperator<T> a,
        RandomSource random,
        IReadOnlyList<T[]>? startVectors = null,
        IProgress<LanczosProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (a.Dimension != Dimension)
            throw new ArgumentException($"The operator has dimension {a.Dimension}; this solver was made for {Dimension}.", nameof(a));
        _found.Clear();
        (_products, _asymmetry, _scale, _topLimit, _bottomLimit) = (0, 0, 0, 0, 0);
        (_smallest, _largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var chain = 0; ; chain++)
        {
            _chain.Basis.Truncate(0);
            WriteStart(random, chain == 0 ? startVectors : null);
            if (!_chain.Start(_found.Vectors)) return Result(LanczosStop.Complete);
            var before = _found.Count;
            var (wantedTop, wantedBottom) = (Missing(_top), Missing(_bottom));
            var end = Run(a, wantedTop, wantedBottom, progress, cancellationToken);
            if (end == ChainEnd.NotFinite) return Result(LanczosStop.NotFinite);
            var exhausted = end == ChainEnd.Exhausted;
            Harvest(a, exhausted ? _top : wantedTop, exhausted ? _bottom : wantedBottom, cancellationToken);
            if (end == ChainEnd.OutOfProducts) return Result(LanczosStop.OutOfProducts);
            if (exhausted && before + _chain.Size >= Dimension) return Result(LanczosStop.Complete);
            if (chain == 0 && !exhausted && !_options.FindCopies) return Result(LanczosStop.Converged);

            // A complement cannot hold more than its own first chain showed: the search is over once that could not change the ends.
            var slack = exhausted ? RoundingSteps * Rounding * _scale : Math.Min(_topLimit, _bottomLimit);
            var values = _chain.Eigen.Values;
            if (_found.Covers(values[0], values[^1], slack)) return Result(exhausted ? LanczosStop.Complete : LanczosStop.Converged);
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _chain.Dispose();
        _found.Dispose();
    }

    private ChainEnd Run(SymmetricOperator<T> a, int top, int bottom, IProgress<LanczosProgress>? progress, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(top + bottom, Dimension - _found.Count);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _products++;
            if (!_chain.Step(a, _found.Vectors, cancellationToken)) return ChainEnd.NotFinite;
            var settled = Look(top, bottom, wanted, progress);
            if (_found.Count + _chain.Size == Dimension || _chain.Beta <= RoundingSteps * Rounding * _chain.LongestProduct) return ChainEnd.Exhausted;
            if (settled) return ChainEnd.Settled;
            if (_products >= _options.MaxProducts) return ChainEnd.OutOfProducts;
            if (_chain.Size == _subspace) Shrink(top, bottom);
        }
    }

    // Whether all the wanted Ritz values have settled.
    private bool Look(int top, int bottom, int wanted, IProgress<LanczosProgress>? progress)
    {
        _chain.FindValues();
        var values = _chain.Eigen.Values;
        (_smallest, _largest) = (Math.Min(_smallest, values[0]), Math.Max(_largest, values[^1]));
        _scale = Math.Max(Math.Abs(_smallest), Math.Abs(_largest));
        _bottomLimit = _options.Tolerance * Math.Max(Math.Abs(_smallest), LesserEnd * _scale);
        _topLimit = _options.Tolerance * Math.Max(Math.Abs(_largest), LesserEnd * _scale);
        var (settled, worst) = (0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (i >= bottom && i < values.Length - top) continue;
            var rest = _chain.Rest(i) / Math.Max(Limit(i, bottom), RoundingFloor);
            worst = double.IsNaN(rest) ? worst : Math.Max(worst, rest);
            if (!(rest > 1)) settled++;
        }

        if (values.Length < wanted) worst = double.PositiveInfinity;
        progress?.Report(new LanczosProgress(_products, _options.MaxProducts, settled, wanted, worst));
        return worst <= 1;
    }

    private double Limit(int index, int bottom) => index < bottom ? _bottomLimit : _topLimit;

    // Keeps the wanted ends and half of the rest next to them.
    private void Shrink(int top, int bottom)
    {
        var extra = (_subspace - top - bottom) / 2;
        var extraTop = extra * top / (top + bottom);
        _chain.Restart(bottom + (bottom == 0 ? 0 : extra - extraTop), top + extraTop);
    }

    private void Harvest(SymmetricOperator<T> a, int top, int bottom, CancellationToken cancellationToken)
    {
        _chain.FindVectors();
        _asymmetry = Math.Max(_asymmetry, _chain.Noise);
        var before = _found.Count;
        for (var i = 0; i < _chain.Size; i++)
        {
            if (i >= bottom && i < _chain.Size - top) continue;
            var own = Math.Sqrt(Square(_chain.Rest(i)) + Square(_chain.Noise) + Square(RoundingFloor));
            var residual = Math.Sqrt(Square(own) + Square(_chain.Leak));
            _found.Add(_chain, i, residual);
            var limit = Limit(i, bottom);
            var doubtful = residual > limit && own <= limit;
            if (before > 0 && doubtful && _products < _options.MaxProducts) Measure(a, i, cancellationToken);
        }

        _found.Prune();
    }

    // One product settles a residual that is only bounded, because vectors found before share in it.
    private void Measure(SymmetricOperator<T> a, int index, CancellationToken cancellationToken)
    {
        var last = _found.Count - 1;
        var product = _found.Vectors.Next;
        a.Multiply(_found.Vectors[last], product, cancellationToken);
        _products++;
        Vectors.AddScaled(T.CreateTruncating(-_chain.Eigen.Values[index]), _found.Vectors[last], product, _workers);
        _found.SetLastResidual(Vectors.Norm<T>(product, _workers));
    }

    private LanczosResult<T> Result(LanczosStop stop)
    {
        var exact = stop == LanczosStop.Complete ? RoundingSteps * Rounding * _scale : 0;
        var (top, topVectors) = _found.End(_top, descending: true, Math.Max(_topLimit, exact));
        var (bottom, bottomVectors) = _found.End(_bottom, descending: false, Math.Max(_bottomLimit, exact));
        var good = top.Concat(bottom).All(value => value.Converged);
        if (!good && stop is LanczosStop.Converged or LanczosStop.Complete) stop = LanczosStop.RoundingLimit;
        return new LanczosResult<T>
        {
            Top = top,
            Bottom = bottom,
            TopVectors = topVectors,
            BottomVectors = bottomVectors,
            Products = _products,
            Stop = stop,
            Scale = _scale,
            Asymmetry = _scale > 0 ? _asymmetry / _scale : _asymmetry,
        };
    }

    private void WriteStart(RandomSource random, IReadOnlyList<T[]>? startVectors)
    {
        var start = _chain.Basis.Next;
        if (startVectors is null || startVectors.Count == 0)
        {
            random.FillGaussian(start);
            return;
        }

        // Signs see as much as Gaussians do, and cost a product less.
        random.FillSigns(start);
        Vectors.Normalize(start, _workers);
        Vectors.ScaleBy(WarmStartChance, start, _workers);
        foreach (var vector in startVectors)
        {
            if (vector.Length != Dimension)
                throw new ArgumentException($"A start vector has {vector.Length} elements; the operator has dimension {Dimension}.", nameof(startVectors));
            var norm = Vectors.Norm<T>(vector, _workers);
            if (!double.IsFinite(norm)) throw new ArgumentException("A start vector contains NaN or infinity.", nameof(startVectors));
            if (norm > 0) Vectors.AddScaled(T.CreateTruncating(1 / norm), vector, start, _workers);
        }
    }

    // After the first chain a search goes on for what is missing, and for at least one to compare with.
    private int Missing(int wanted) => wanted == 0 ? 0 : Math.Min(Math.Max(1, wanted - _found.Count), Dimension - _found.Count);

    private static double Square(double x) => x * x;

    private enum ChainEnd
    {
        Settled,
        Exhausted,
        OutOfProducts,
        NotFinite,
    }
}
