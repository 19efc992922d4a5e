using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>
/// Softmax attention of a sequence (n, tokens, width) to itself: for each head, softmax(QKᵀ/√(width/heads))·V, then a dense layer.
/// Dense layers <c>query</c>, <c>key</c>, <c>value</c> and <c>output</c>.
/// </summary>
/// <param name="heads">Heads; they divide the width.</param>
/// <remarks>Source: Vaswani et al., Attention is all you need (2017).</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SelfAttention<T>(int heads) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        if (x.Shape.Rank != 3 || x.Shape[2] % heads != 0)
            throw new ArgumentException($"Attention with {heads} heads reads (examples, tokens, width) with a width that they divide; it got {x.Shape}.", nameof(x));
        int n = x.Shape[0], tokens = x.Shape[1], width = x.Shape[2], each = width / heads;
        var (query, key, value) = (Heads("query"), Heads("key"), Heads("value"));
        var scores = new Affine<T>(new MatMul<T>(query, key, transposeB: true), 1 / Math.Sqrt(each));
        var mixed = new MatMul<T>(new Softmax<T>(scores), value).Transpose(0, 2, 1, 3);
        return Dense("output", new Reshape<T>(mixed, x.Shape));

        Operation<T> Dense(string name, Operation<T> input) => tracer.Scope(name, () => new Dense<T>(width).Build(tracer, input));

        Operation<T> Heads(string name) => new Reshape<T>(Dense(name, x), new Shape(n, tokens, heads, each)).Transpose(0, 2, 1, 3);
    }
}
