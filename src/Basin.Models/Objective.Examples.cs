using Basin.Models.Examples;

namespace Basin.Models;

/// <content>What the single examples contribute: rows of derivatives and their inner products.</content>
public sealed unsafe partial class Objective<T>
{
    /// <summary>Refuses where examples have no derivatives of their own, because batch norm uses statistics of the batch.</summary>
    /// <exception cref="NotSupportedException">So it is; the message says where and what to do.</exception>
    public void RequireOwnDerivatives() => _shards.RequireOwnDerivatives();

    /// <summary>‖gₑ‖² for every example e. Costs about a gradient, without storing one an example.</summary>
    /// <param name="norms">n elements; overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no gradient of its own.</exception>
    public void ExampleSquaredNorms(Span<T> norms, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(norms.Length, Examples);
        RequireOwnDerivatives();
        _norms.Write(norms, cancellationToken);
    }

    /// <summary>The gradients gₑ of <paramref name="count"/> examples. Costs about their gradient.</summary>
    /// <param name="first">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Shape (count, p); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no gradient of its own.</exception>
    public void ExampleGradients(int first, int count, Span<T> rows, CancellationToken cancellationToken = default) =>
        Rows(new LossSeeds<T>(), first, count, rows, cancellationToken);

    /// <summary>The Jacobians Jₑ = ∂zₑ/∂θ of <paramref name="count"/> examples. Costs about k of their gradients.</summary>
    /// <param name="first">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Shape (count, k, p); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no outputs of its own.</exception>
    public void JacobianRows(int first, int count, Span<T> rows, CancellationToken cancellationToken = default) =>
        Rows(new UnitSeeds<T>(Model.Network.Outputs), first, count, rows, cancellationToken);

    /// <summary>
    /// Aₑ = SₑᵀJₑ of <paramref name="count"/> examples, with SₑSₑᵀ = Mₑ the loss's Hessian by the outputs: Hₑ = AₑᵀAₑ is the example's
    /// Gauss-Newton matrix, and G = (1/n) Σ Hₑ. Costs about k of their gradients.
    /// </summary>
    /// <param name="first">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Shape (count, k, p); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no outputs of its own.</exception>
    public void CurvatureRows(int first, int count, Span<T> rows, CancellationToken cancellationToken = default) =>
        Rows(CurvatureSeeds(), first, count, rows, cancellationToken);

    /// <summary>gᵢ·gⱼ for all pairs of examples, one layer's gradients at a time where their activations fit in memory.</summary>
    /// <param name="gram">Shape (n, n); overwritten.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no gradient of its own.</exception>
    public void ExampleGram(Span<T> gram, CancellationToken cancellationToken = default) =>
        Gram(new LossSeeds<T>(), gram, cancellationToken);

    /// <summary>JJᵀ, the tangent kernel: inner products of all pairs of rows of <see cref="JacobianRows"/>.</summary>
    /// <param name="gram">Shape (nk, nk); overwritten.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no outputs of its own.</exception>
    public void JacobianGram(Span<T> gram, CancellationToken cancellationToken = default) =>
        Gram(new UnitSeeds<T>(Model.Network.Outputs), gram, cancellationToken);

    /// <summary>AAᵀ, inner products of all pairs of rows of <see cref="CurvatureRows"/>: n times G has its eigenvalues, and zeros.</summary>
    /// <param name="gram">Shape (nk, nk); overwritten.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no outputs of its own.</exception>
    public void CurvatureGram(Span<T> gram, CancellationToken cancellationToken = default) =>
        Gram(CurvatureSeeds(), gram, cancellationToken);

    /// <summary>AₑAₑᵀ of every example, with the trace, the Frobenius norm and the largest eigenvalues of Hₑ. Costs about k + 1 gradients.</summary>
    /// <param name="blocks">Shape (n, k, k); overwritten.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no outputs of its own.</exception>
    public void CurvatureBlocks(Span<T> blocks, CancellationToken cancellationToken = default)
    {
        var k = Model.Network.Outputs;
        ArgumentOutOfRangeException.ThrowIfNotEqual(blocks.Length, (long)Examples * k * k, nameof(blocks));
        RequireOwnDerivatives();
        _grams.Blocks(CurvatureSeeds(), blocks, cancellationToken);
    }

    private CurvatureSeeds<T> CurvatureSeeds() => new(Model.Network.Outputs, _law);

    private void Rows(HeadSeeds<T> seeds, int first, int count, Span<T> rows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + count, Examples, nameof(count));
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, (long)count * seeds.Columns * ParameterCount, nameof(rows));
        RequireOwnDerivatives();
        fixed (T* target = rows) _rows.Write(seeds, first, count, target, cancellationToken);
    }

    private void Gram(HeadSeeds<T> seeds, Span<T> gram, CancellationToken cancellationToken)
    {
        var all = (long)Examples * seeds.Columns;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gram.Length, all * all, nameof(gram));
        RequireOwnDerivatives();
        _grams.Gram(seeds, 0, Examples, gram, cancellationToken);
    }
}
