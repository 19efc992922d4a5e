using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y[i, …] = table[indices[i], …]: rows of a table, as an embedding looks them up.</summary>
/// <remarks>Linear in the table: ẏ gathers its tangent; its adjoint scatters ȳ back, adding rows in order of i.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Gather<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _row, _rows, _count;

    /// <summary>Creates the look-up.</summary>
    /// <param name="table">Shape (rows, …).</param>
    /// <param name="indices">Whole numbers in 0..rows−1, of any shape; they get no derivative. Outside that range the row is NaN.</param>
    public Gather(Operation<T> table, Operation<T> indices)
        : base(new Shape([.. indices.Shape.Extents, .. table.Shape.Extents[1..]]), table, indices)
    {
        _rows = table.Shape[0];
        _row = table.Shape.Count(1..);
        _count = indices.Shape.Length;
    }

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis => Inputs[0].ExampleAxis == ExampleAxis.None ? Inputs[1].ExampleAxis : ExampleAxis.Lost;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) => Look(pass.Input(0).Value, pass.Input(1).Value, pass.Output.Value);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Look(pass.Input(0).Tangent, pass.Input(1).Value, pass.Output.Tangent);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) =>
        Scatter(pass.Output.Adjoint, pass.Input(1).Value, pass.Input(0).Adjoint, pass.Input(0).Accumulate);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) =>
        Scatter(pass.Output.AdjointTangent, pass.Input(1).Value, pass.Input(0).AdjointTangent, pass.Input(0).Accumulate);

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) => input == 0 && ExampleAxis == ExampleAxis.First;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        var each = _count / Shape[0];
        for (var e = 0; e < count; e++)
        {
            var at = (first + e) * each;
            if (!accumulate) new Span<T>(rows + (e * rowStride), _rows * _row).Clear();
            Add(pass.Output.Adjoint + ((long)at * _row), pass.Input(1).Value + at, each, rows + (e * rowStride));
        }
    }

    private void Look(T* table, T* indices, T* y)
    {
        for (var i = 0; i < _count; i++)
        {
            var row = new Span<T>(y + ((long)i * _row), _row);
            if (indices[i] >= T.Zero && indices[i] < T.CreateChecked(_rows))
                new ReadOnlySpan<T>(table + (long.CreateTruncating(indices[i]) * _row), _row).CopyTo(row);
            else
                row.Fill(T.NaN);
        }
    }

    private void Scatter(T* y, T* indices, T* table, bool accumulate)
    {
        if (table == null) return;
        if (!accumulate) new Span<T>(table, _rows * _row).Clear();
        Add(y, indices, _count, table);
    }

    private void Add(T* y, T* indices, int count, T* table)
    {
        for (var i = 0; i < count; i++)
        {
            if (!(indices[i] >= T.Zero && indices[i] < T.CreateChecked(_rows))) continue;
            var row = table + (long.CreateTruncating(indices[i]) * _row);
            for (var j = 0; j < _row; j++) row[j] += y[((long)i * _row) + j];
        }
    }
}
