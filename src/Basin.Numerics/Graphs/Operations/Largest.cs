using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = the largest number along the last axis, which goes.</summary>
/// <remarks>
/// Piecewise linear: ẏ is ẋ at the place of the largest, and x̄ is ȳ there and 0 elsewhere. The first of equals wins, and a NaN
/// before all. The workspace keeps the places.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Largest<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _rows, _columns;

    /// <summary>Creates the reduction.</summary>
    /// <param name="x">Shape (…, columns); a row has at most 2²⁴ columns, so that a float can say which.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> is a scalar or its last axis is empty or too long.</exception>
    public Largest(Operation<T> x)
        : base(new Shape(x.Shape.Rank == 0 ? [] : x.Shape.Extents.AsSpan()[..^1]), x)
    {
        (_rows, _columns) = LastAxis.Split(x.Shape, "The largest number");
        if (_columns > 1 << 24) throw new ArgumentException($"The largest number along {_columns} columns; wanted at most {1 << 24}.", nameof(x));
    }

    /// <inheritdoc/>
    public override int WorkspaceLength => _rows;

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis => Inputs[0].Shape.Rank == 1 && base.ExampleAxis != ExampleAxis.None ? ExampleAxis.Lost : base.ExampleAxis;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        var x = pass.Input(0).Value;
        for (var row = 0; row < _rows; row++, x += _columns)
        {
            var place = 0;
            for (var i = 1; i < _columns && !T.IsNaN(x[place]); i++)
                if (!(x[i] <= x[place])) place = i;
            pass.Workspace[row] = T.CreateTruncating(place);
            pass.Output.Value[row] = x[place];
        }
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        var x = pass.Input(0).Tangent;
        for (var row = 0; row < _rows; row++) pass.Output.Tangent[row] = x[Place(pass, row)];
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, pass.Output.Adjoint, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) => Pull(pass, pass.Output.AdjointTangent, pass.Input(0).AdjointTangent);

    private long Place(in Pass<T> pass, int row) => ((long)row * _columns) + int.CreateTruncating(pass.Workspace[row]);

    private void Pull(in Pass<T> pass, T* y, T* x)
    {
        if (x == null) return;
        if (!pass.Input(0).Accumulate) new Span<T>(x, pass.Input(0).Length).Clear();
        for (var row = 0; row < _rows; row++) x[Place(pass, row)] += y[row];
    }
}
