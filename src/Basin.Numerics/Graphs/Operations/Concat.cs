using System.Numerics;
using Basin.Numerics.Kernels;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>The inputs side by side along one axis.</summary>
/// <remarks>Linear: ẏ is the concatenation of the ẋᵢ, and x̄ᵢ the part of ȳ where xᵢ went.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Concat<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _axis;
    private readonly StridedCopy[] _into, _outOf;
    private readonly int[] _offsets;

    /// <summary>Creates the concatenation of <paramref name="inputs"/> along <paramref name="axis"/>.</summary>
    /// <exception cref="ArgumentException">The inputs differ along another axis.</exception>
    public Concat(int axis, params Operation<T>[] inputs)
        : base(OutputShape(axis, inputs), inputs)
    {
        _axis = axis;
        var target = StridedCopy.DenseStrides(Shape.Extents.AsSpan());
        _into = new StridedCopy[inputs.Length];
        _outOf = new StridedCopy[inputs.Length];
        _offsets = new int[inputs.Length];
        var position = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var extents = inputs[i].Shape.Extents.AsSpan();
            var source = StridedCopy.DenseStrides(extents);
            _into[i] = new StridedCopy(extents, source, target);
            _outOf[i] = new StridedCopy(extents, target, source);
            _offsets[i] = position * target[axis];
            position += extents[axis];
        }
    }

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis =>
        _axis == 0 && base.ExampleAxis != ExampleAxis.None ? ExampleAxis.Lost : base.ExampleAxis;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        for (var i = 0; i < _into.Length; i++) _into[i].Run(pass.Input(i).Value, pass.Output.Value + _offsets[i], add: false);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        new Span<T>(pass.Output.Tangent, Shape.Length).Clear();
        for (var i = 0; i < _into.Length; i++)
            if (pass.Input(i).IsActive) _into[i].Run(pass.Input(i).Tangent, pass.Output.Tangent + _offsets[i], add: false);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        for (var i = 0; i < _outOf.Length; i++)
            if (pass.Input(i).Adjoint != null) _outOf[i].Run(pass.Output.Adjoint + _offsets[i], pass.Input(i).Adjoint, pass.Input(i).Accumulate);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        for (var i = 0; i < _outOf.Length; i++)
            if (pass.Input(i).AdjointTangent != null) _outOf[i].Run(pass.Output.AdjointTangent + _offsets[i], pass.Input(i).AdjointTangent, pass.Input(i).Accumulate);
    }

    private static Shape OutputShape(int axis, Operation<T>[] inputs)
    {
        int[] extents = [.. inputs[0].Shape.Extents];
        extents[axis] = inputs.Sum(input => input.Shape[axis]);
        foreach (var input in inputs)
        {
            for (var other = 0; other < extents.Length; other++)
            {
                if (input.Shape.Rank != extents.Length || (other != axis && input.Shape[other] != extents[other]))
                    throw new ArgumentException($"Concat along axis {axis}: shapes {inputs[0].Shape} and {input.Shape} differ along another axis.", nameof(inputs));
            }
        }

        return new Shape(extents);
    }
}
