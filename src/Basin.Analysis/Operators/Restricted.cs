using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;

namespace Basin.Analysis.Operators;

/// <summary>PᵀAP, shape (m, m): the block of an operator on θ that belongs to some of the parameters, such as one layer's.</summary>
/// <remarks>A product costs one of A's. Symmetric, and positive semidefinite where A is.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Restricted<T> : SymmetricOperator<T>, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SymmetricOperator<T> _a;
    private readonly ParameterSelection _selection;
    private readonly int _block;
    private readonly NativeBuffer<T> _x, _y;

    /// <summary>Restricts an operator.</summary>
    /// <param name="a">Shape (p, p), on the whole of θ.</param>
    /// <param name="selection">Windows on θ.</param>
    /// <param name="block">Vectors that it multiplies at once, at least 1; memory is 2p scalars each.</param>
    /// <exception cref="ArgumentException">A window lies outside of A.</exception>
    public Restricted(SymmetricOperator<T> a, ParameterSelection selection, int block = 1)
        : base(selection.Count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        var end = selection.Windows.Max(window => window.Offset + window.Length);
        if (end > a.Dimension) throw new ArgumentException($"The selection reaches to {end}, the operator only to {a.Dimension}. Select from the network that the operator belongs to.", nameof(selection));
        (_a, _selection, _block) = (a, selection, block);
        _x = new NativeBuffer<T>((long)block * a.Dimension);
        _y = new NativeBuffer<T>((long)block * a.Dimension);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
    }

    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        MultiplyBlockCore(x, y, 1, cancellationToken);

    /// <inheritdoc/>
    protected override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken)
    {
        var p = _a.Dimension;
        for (var start = 0; start < count; start += _block)
        {
            var vectors = Math.Min(_block, count - start);

            // Outside of the windows x stays zero for ever.
            for (var i = 0; i < vectors; i++) _selection.Scatter(x.Slice((start + i) * Dimension, Dimension), _x.Span.Slice(i * p, p));
            _a.MultiplyBlock(_x.Span[..(vectors * p)], _y.Span[..(vectors * p)], vectors, cancellationToken);
            for (var i = 0; i < vectors; i++) _selection.Gather(_y.Span.Slice(i * p, p), y.Slice((start + i) * Dimension, Dimension));
        }
    }
}
