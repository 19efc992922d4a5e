using Basin.Numerics.Graphs;

namespace Basin.Models;

/// <content>The network's outputs z, shape (n, k), and products with their Jacobian J, shape (nk, p).</content>
public sealed partial class Objective<T>
{
    /// <summary>k, the number of outputs of an example.</summary>
    public int Outputs => Model.Network.Outputs;

    /// <summary>z at θ. Costs an evaluation, or nothing where shards keep theirs.</summary>
    /// <param name="outputs">Shape (n, k); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public void WriteOutputs(Span<T> outputs, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, Examples * Outputs);
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = _shards.At(i, Derivatives.None);
            batch.Plan.Values(batch.Traced.Graph.Head).CopyTo(outputs[(start * Outputs)..]);
        }
    }

    /// <summary>rₑ = ∂ℓₑ/∂zₑ of every example: gₑ = Jₑᵀrₑ. Costs an evaluation, or nothing where shards keep theirs.</summary>
    /// <param name="gradients">Shape (n, k); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public void WriteOutputGradients(Span<T> gradients, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, Examples * Outputs);
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = _shards.At(i, Derivatives.None);
            batch.Plan.BackpropagateToHead(T.CreateChecked(batch.Examples));
            _shards.ForgetAdjoints(i);
            batch.Plan.HeadAdjoint.CopyTo(gradients[(start * Outputs)..]);
        }
    }

    /// <summary>J·x for each of the rows of x. Costs about an evaluation each.</summary>
    /// <param name="x">Shape (m, p), m at least 1.</param>
    /// <param name="tangents">Shape (m, n, k); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public void Push(ReadOnlySpan<T> x, Span<T> tangents, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length % ParameterCount, 0, nameof(x));
        var (rows, length) = (x.Length / ParameterCount, Examples * Outputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tangents.Length, (long)rows * length, nameof(tangents));
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = _shards.At(i, Derivatives.None);
            for (var row = 0; row < rows; row += Directions)
            {
                var count = SetDirections(batch.Plan, x, row);
                batch.Plan.Push();
                for (var d = 0; d < count; d++) batch.Plan.HeadTangent(d).CopyTo(tangents[(((row + d) * length) + (start * Outputs))..]);
            }
        }
    }

    /// <summary>Jᵀ·c = Σₑ Jₑᵀcₑ, a sum over examples, for each of the rows of c. Costs about a gradient each.</summary>
    /// <param name="cotangents">c, shape (m, n, k), m at least 1.</param>
    /// <param name="y">Shape (m, p); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public void Pull(ReadOnlySpan<T> cotangents, Span<T> y, CancellationToken cancellationToken = default)
    {
        var length = Examples * Outputs;
        ArgumentOutOfRangeException.ThrowIfNotEqual(cotangents.Length % length, 0, nameof(cotangents));
        var (rows, p) = (cotangents.Length / length, ParameterCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, (long)rows * p, nameof(y));
        y.Clear();
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = _shards.At(i, Derivatives.None);
            var (from, size) = (start * Outputs, batch.Examples * Outputs);
            for (var row = 0; row < rows; row += Directions)
            {
                var count = Math.Min(Directions, rows - row);
                for (var d = 0; d < Directions; d++)
                {
                    if (d < count) cotangents.Slice(((row + d) * length) + from, size).CopyTo(batch.Plan.HeadCotangent(d));
                    else batch.Plan.HeadCotangent(d).Clear();
                }

                batch.Plan.PullHead();
                for (var d = 0; d < count; d++) Add(batch.Plan.Product(d), T.One, y.Slice((row + d) * p, p));
            }
        }
    }

    /// <summary>y = (1/n) Σₑ JₑᵀWₑJₑ·x for each of the rows of x, with maps Wₑ of the caller. Costs about one and a half gradients each.</summary>
    /// <param name="x">Shape (m, p), m at least 1.</param>
    /// <param name="y">Shape (m, p); overwritten.</param>
    /// <param name="map">The Wₑ; called once a shard and row, perhaps in blocks.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no Jacobian of its own.</exception>
    public void OutputProduct(ReadOnlySpan<T> x, Span<T> y, OutputMap<T> map, CancellationToken cancellationToken = default)
    {
        RequireOwnDerivatives();
        Product(x, y, Derivatives.None, PushMapPull, map, cancellationToken);
    }

    /// <summary>vᵀHₑv of every example, with Hₑ its Gauss-Newton matrix. Costs about an evaluation.</summary>
    /// <param name="v">p elements.</param>
    /// <param name="forms">n elements; overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no Jacobian of its own.</exception>
    public void CurvatureForms(ReadOnlySpan<T> v, Span<double> forms, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(v.Length, ParameterCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(forms.Length, Examples);
        RequireOwnDerivatives();
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = _shards.At(i, Derivatives.None);
            SetDirections(batch.Plan, v, 0);
            batch.Plan.Push();
            ReadOnlySpan<T> outputs = batch.Plan.Values(batch.Traced.Graph.Head), tangents = batch.Plan.HeadTangent();
            for (var e = 0; e < batch.Examples; e++)
                forms[start + e] = _law.Form(outputs.Slice(e * Outputs, Outputs), tangents.Slice(e * Outputs, Outputs));
        }
    }

    private static void PushMapPull(Networks.Batch<T> batch, int start, int directions, OutputMap<T>? map)
    {
        var plan = batch.Plan;
        plan.Push();
        for (var d = 0; d < directions; d++) map!(start, plan.HeadTangent(d), plan.HeadCotangent(d));
        for (var d = directions; d < plan.Options.Directions; d++) plan.HeadCotangent(d).Clear();
        plan.PullHead();
    }
}
