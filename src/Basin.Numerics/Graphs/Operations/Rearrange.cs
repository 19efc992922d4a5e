using System.Numerics;
using Basin.Numerics.Kernels;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>
/// A linear map that only moves, repeats, drops or sums elements: y[Σ iₐtₐ + t] = Σ x[Σ iₐsₐ + s] over a box of indices i.
/// Elements of y that no index reaches are 0.
/// </summary>
/// <remarks>
/// ẏ is the same map of ẋ; x̄ is the transposed map of ȳ, that is, source and target exchanged; its tangent likewise, as a
/// linear map has no second derivative. Made by <see cref="Rearranging"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Rearrange<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Box _box;
    private readonly StridedCopy _forward, _backward;
    private readonly StridedCopy? _toExample;
    private readonly bool _clearsOutput, _clearsInput;

    internal Rearrange(Operation<T> x, Shape shape, Box box, ExampleAxis exampleAxis)
        : base(shape, x)
    {
        _box = box;
        _forward = new StridedCopy(box.Extents, box.SourceStrides, box.TargetStrides);
        _backward = new StridedCopy(box.Extents, box.TargetStrides, box.SourceStrides);
        var count = box.Extents.Aggregate(1, (product, extent) => product * extent);
        _clearsOutput = count != shape.Length || box.Repeats(box.TargetStrides);
        _clearsInput = count != x.Shape.Length || box.Repeats(box.SourceStrides);
        if (x.ExampleAxis != ExampleAxis.None)
        {
            ExampleAxis = exampleAxis;
        }
        else if (shape.Rank > 0 && shape[0] > 1 && box.SourceStrides[0] == 0)
        {
            ExampleAxis = ExampleAxis.First;
            _toExample = new StridedCopy(box.Extents.AsSpan()[1..], box.TargetStrides.AsSpan()[1..], box.SourceStrides.AsSpan()[1..]);
        }
    }

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis { get; }

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) => Forward(pass.Input(0).Value, pass.Output.Value);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Forward(pass.Input(0).Tangent, pass.Output.Tangent);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) =>
        Backward(pass.Output.Adjoint, pass.Input(0).Adjoint, pass.Input(0).Accumulate);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) =>
        Backward(pass.Output.AdjointTangent, pass.Input(0).AdjointTangent, pass.Input(0).Accumulate);

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) => _toExample is not null;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        for (var e = first; e < first + count; e++, rows += rowStride)
        {
            if (!accumulate) new Span<T>(rows, Inputs[0].Shape.Length).Clear();
            _toExample!.Run(pass.Output.Adjoint + _box.TargetOffset + (e * _box.TargetStrides[0]), rows + _box.SourceOffset, add: true);
        }
    }

    private void Forward(T* x, T* y)
    {
        if (_clearsOutput) new Span<T>(y, Shape.Length).Clear();
        _forward.Run(x + _box.SourceOffset, y + _box.TargetOffset, add: _clearsOutput);
    }

    private void Backward(T* y, T* x, bool accumulate)
    {
        if (x == null) return;
        if (_clearsInput && !accumulate) new Span<T>(x, Inputs[0].Shape.Length).Clear();
        _backward.Run(y + _box.TargetOffset, x + _box.SourceOffset, add: _clearsInput || accumulate);
    }

    /// <summary>The box of indices with the strides and offsets on both sides.</summary>
    internal sealed record Box(int[] Extents, int[] SourceStrides, int[] TargetStrides, int SourceOffset = 0, int TargetOffset = 0)
    {
        public bool Repeats(int[] strides) => Extents.Where((extent, axis) => extent > 1 && strides[axis] == 0).Any();
    }
}
