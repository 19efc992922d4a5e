using System.Numerics;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>c = a + b where b has a's shape, or the shape of a's last axes and repeats along the others, as a bias does.</summary>
/// <remarks>Linear: ċ = ȧ + ḃ; ā = c̄; b̄ is c̄ summed over the axes along which b repeats.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Addition<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _length, _rows, _columns;

    internal Addition(Operation<T> a, Operation<T> b)
        : base(a.Shape, a, b)
    {
        _length = a.Shape.Length;
        _columns = b.Shape.Length;
        _rows = _length / _columns;
    }

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis =>
        _rows > 1 && Inputs[1].ExampleAxis != ExampleAxis.None ? ExampleAxis.Lost : base.ExampleAxis;

    /// <inheritdoc/>
    public override bool IsInPlace => true;

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <summary>Whether b is a's last axes, so that this operation can add them.</summary>
    internal static bool Fits(Shape a, Shape b) =>
        b.Length > 0 && b.Rank <= a.Rank && a.Extents.AsSpan()[(a.Rank - b.Rank)..].SequenceEqual(b.Extents.AsSpan());

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) => Add(pass, pass.Input(0).Value, pass.Input(1).Value, pass.Output.Value);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Add(pass, pass.Input(0).Tangent, pass.Input(1).Tangent, pass.Output.Tangent);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        PullA(pass, pass.Output.Adjoint, pass.Input(0).Adjoint);
        PullB(pass, pass.Output.Adjoint, pass.Input(1).Adjoint);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        PullA(pass, pass.Output.AdjointTangent, pass.Input(0).AdjointTangent);
        PullB(pass, pass.Output.AdjointTangent, pass.Input(1).AdjointTangent);
    }

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) => input == 1 && _rows % Shape[0] == 0 && ExampleAxis == ExampleAxis.First;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        var each = _rows / Shape[0];
        for (var e = 0; e < count; e++)
            Columns.Sum(pass.Workers, each, _columns, pass.Output.Adjoint + ((long)(first + e) * each * _columns), rows + (e * rowStride), accumulate);
    }

    private void Add(in Pass<T> pass, T* a, T* b, T* c)
    {
        if (b == null)
        {
            if (a != c) Arrays.Copy(pass.Workers, _length, a, c);
            return;
        }

        if (a == null)
        {
            Arrays.Fill(pass.Workers, _length, T.Zero, c);
            a = c;
        }

        if (_rows == 1) Arrays.Add(pass.Workers, _length, a, b, c);
        else Columns.AddRow(pass.Workers, _rows, _columns, a, b, c);
    }

    private void PullA(in Pass<T> pass, T* c, T* a)
    {
        // In place, ā is c̄ already.
        if (a == null || a == c) return;
        if (pass.Input(0).Accumulate) Arrays.Add(pass.Workers, _length, a, c, a);
        else Arrays.Copy(pass.Workers, _length, c, a);
    }

    private void PullB(in Pass<T> pass, T* c, T* b)
    {
        if (b == null) return;
        if (_rows > 1) Columns.Sum(pass.Workers, _rows, _columns, c, b, pass.Input(1).Accumulate);
        else if (pass.Input(1).Accumulate) Arrays.Add(pass.Workers, _length, b, c, b);
        else Arrays.Copy(pass.Workers, _length, c, b);
    }
}
