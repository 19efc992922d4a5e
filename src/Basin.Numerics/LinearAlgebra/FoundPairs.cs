using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>The eigenpairs a search has so far, and which of them are at the wanted ends.</summary>
internal sealed class FoundPairs<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _top;
    private readonly int _bottom;
    private readonly Workers _workers;
    private readonly List<(double Value, double Residual)> _pairs = [];

    public FoundPairs(int dimension, int top, int bottom, Workers workers)
    {
        (_top, _bottom, _workers) = (top, bottom, workers);
        Vectors = new OrthonormalBasis<T>(dimension, 2 * (top + bottom), workers);
    }

    /// <summary>Their vectors, in no order.</summary>
    public OrthonormalBasis<T> Vectors { get; }

    public int Count => _pairs.Count;

    public void Clear()
    {
        _pairs.Clear();
        Vectors.Truncate(0);
    }

    /// <summary>Takes over Ritz vector <paramref name="index"/> of a chain whose vectors were computed.</summary>
    public void Add(LanczosChain<T> chain, int index, double residual)
    {
        chain.Basis.Combine(chain.Eigen.Vector(index), Vectors.Next);
        LinearAlgebra.Vectors.Normalize(Vectors.Next, _workers);
        Vectors.Keep();
        _pairs.Add((chain.Eigen.Values[index], residual));
    }

    /// <summary>Replaces a bound on the residual of the last pair by a measured one.</summary>
    public void SetLastResidual(double residual) => _pairs[^1] = (_pairs[^1].Value, residual);

    /// <summary>Forgets the pairs that are at neither wanted end.</summary>
    public void Prune()
    {
        var keep = Order(_top, descending: true).Concat(Order(_bottom, descending: false)).ToHashSet();
        var kept = 0;
        for (var i = 0; i < _pairs.Count; i++)
        {
            if (!keep.Contains(i)) continue;
            Vectors.Swap(i, kept);
            (_pairs[i], _pairs[kept]) = (_pairs[kept], _pairs[i]);
            kept++;
        }

        _pairs.RemoveRange(kept, _pairs.Count - kept);
        Vectors.Truncate(kept);
    }

    /// <summary>Whether a space whose eigenvalues lie between these two could not change either wanted end.</summary>
    public bool Covers(double smallest, double largest, double slack)
    {
        var top = Order(_top, descending: true);
        var bottom = Order(_bottom, descending: false);
        return (_top == 0 || (top.Length == _top && largest <= _pairs[top[^1]].Value + slack))
            && (_bottom == 0 || (bottom.Length == _bottom && smallest >= _pairs[bottom[^1]].Value - slack));
    }

    public (ImmutableArray<Eigenvalue> Values, ImmutableArray<T[]> Vectors) End(int count, bool descending, double tolerance)
    {
        var order = Order(count, descending);
        return (
            [.. order.Select(i => new Eigenvalue(_pairs[i].Value, _pairs[i].Residual, _pairs[i].Residual <= tolerance))],
            [.. order.Select(i => Vectors[i].ToArray())]);
    }

    public void Dispose() => Vectors.Dispose();

    private int[] Order(int count, bool descending)
    {
        var all = Enumerable.Range(0, _pairs.Count);
        var sorted = descending ? all.OrderByDescending(i => _pairs[i].Value) : all.OrderBy(i => _pairs[i].Value);
        return [.. sorted.Take(count)];
    }
}
