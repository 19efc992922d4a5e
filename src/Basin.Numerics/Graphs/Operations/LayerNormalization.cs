using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Normalization;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>
/// y = γx̂ + β with x̂ = (x − μ)s, s = 1/√(v + ε), and μ and v the mean and the (biased) variance along the last axis.
/// </summary>
/// <remarks>
/// <para>Along each row write ⟨·⟩ for the mean, κ = ⟨x̂ẋ⟩, g = γȳ, p = ⟨g⟩, q = ⟨gx̂⟩. Then x̂̇ = s(ẋ − ⟨ẋ⟩ − x̂κ), ṡ = −s²κ;
/// ẏ = γ̇x̂ + γx̂̇ + β̇; x̄ = s(g − p − x̂q); its tangent is ṡ(g − p − x̂q) + s(ġ − ṗ − x̂̇q − x̂q̇). Over the rows, γ̄ = Σȳx̂ and
/// β̄ = Σȳ.</para>
/// <para>Source: Ba, Kiros and Hinton (2016).</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class LayerNormalization<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ChannelPartition _partition;
    private readonly int _rows, _columns, _block;
    private readonly T _epsilon;

    /// <summary>Creates the normalisation.</summary>
    /// <param name="x">Shape (n, …, features).</param>
    /// <param name="scale">γ, one number a feature.</param>
    /// <param name="shift">β, one number a feature.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <exception cref="ArgumentException">The shapes are not those.</exception>
    public LayerNormalization(Operation<T> x, Operation<T> scale, Operation<T> shift, double epsilon = 1e-5)
        : base(x.Shape, x, scale, shift)
    {
        NormalizationInputs.Require("Layer normalisation", x, ("scale", scale), ("shift", shift));
        _epsilon = T.CreateChecked(NormalizationInputs.RequireEpsilon(epsilon));
        (_rows, _columns) = LastAxis.Split(x.Shape, "Layer normalisation");
        _partition = new ChannelPartition(_rows, _columns);
        _block = Launch.RowsOf(2 * Math.Max(16, _columns));
    }

    /// <summary>Mean and s of each row, then partial sums.</summary>
    public override int WorkspaceLength => (2 * _rows) + (LayerProducts<T>.Sums * _partition.Chunks * _columns);

    /// <summary>⟨ẋ⟩ and κ of each row.</summary>
    public override int TangentWorkspaceLength => 2 * _rows;

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis => Inputs.Skip(1).All(input => input.ExampleAxis == ExampleAxis.None) ? Inputs[0].ExampleAxis : ExampleAxis.Lost;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) =>
        Launch.Over<T, LayerValue<T>>(
            pass.Workers, _rows, _block,
            new(pass.Input(0).Value, pass.Input(1).Value, pass.Input(2).Value, _epsilon, Mean(pass), Inverse(pass), pass.Output.Value, _columns));

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        if (pass.Output.Tangent == null) return;
        ref var x = ref pass.Input(0);
        Launch.Over<T, LayerTangent<T>>(
            pass.Workers, _rows, _block,
            new(x.Value, x.Tangent, pass.Input(1).Value, pass.Input(1).Tangent, pass.Input(2).Tangent, Mean(pass), Inverse(pass), Drift(pass), Kappa(pass), pass.Output.Tangent, _columns));
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        var u = pass.Output.Adjoint;
        PutParameters(pass, pass.Input(1).Adjoint, pass.Input(2).Adjoint, null, u, null);
        if (x.Adjoint == null) return;
        Launch.Over<T, LayerAdjoint<T>>(
            pass.Workers, _rows, _block, new(x.Value, pass.Input(1).Value, u, Mean(pass), Inverse(pass), x.Adjoint, _columns, x.Accumulate));
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var y = ref pass.Output;
        PutParameters(pass, pass.Input(1).AdjointTangent, pass.Input(2).AdjointTangent, x.Tangent, y.AdjointTangent, y.Adjoint);
        if (x.AdjointTangent == null) return;
        Launch.Over<T, LayerBend<T>>(
            pass.Workers, _rows, _block,
            new(x.Value, x.Tangent, pass.Input(1).Value, pass.Input(1).Tangent, y.Adjoint, y.AdjointTangent, Mean(pass), Inverse(pass), Drift(pass), Kappa(pass), x.AdjointTangent, _columns, x.Accumulate));
    }

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) => input is 1 or 2 && ExampleAxis == ExampleAxis.First;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        var each = _rows / Shape[0];
        for (var e = 0; e < count; e++, rows += rowStride)
        {
            var row = (first + e) * each;
            var offset = (long)row * _columns;
            Launch.Over<T, LayerProducts<T>>(
                pass.Workers, each, each,
                new(pass.Input(0).Value + offset, null, pass.Output.Adjoint + offset, null, Mean(pass) + row, Inverse(pass) + row, null, null, _columns, Partials(pass)));
            var part = Partials(pass) + (input == 1 ? _columns : 0);
            for (var c = 0; c < _columns; c++) rows[c] = accumulate ? rows[c] + part[c] : part[c];
        }
    }

    private void PutParameters(in Pass<T> pass, T* scale, T* shift, T* tangent, T* v, T* u)
    {
        if (scale == null && shift == null) return;
        var partials = Partials(pass);
        Launch.Over<T, LayerProducts<T>>(
            pass.Workers, _rows, _partition.Length,
            new(pass.Input(0).Value, tangent, v, u, Mean(pass), Inverse(pass), Drift(pass), Kappa(pass), _columns, partials));
        for (var c = 0; c < _columns; c++)
        {
            ParameterGradient.Put(ref pass.Input(1), scale, c, _partition.Total(partials, LayerProducts<T>.Sums, 1, c));
            ParameterGradient.Put(ref pass.Input(2), shift, c, _partition.Total(partials, LayerProducts<T>.Sums, 0, c));
        }
    }

    private static T* Mean(in Pass<T> pass) => pass.Workspace;

    private T* Inverse(in Pass<T> pass) => pass.Workspace + _rows;

    private T* Partials(in Pass<T> pass) => pass.Workspace + (2 * _rows);

    private static T* Drift(in Pass<T> pass) => pass.TangentWorkspace;

    private T* Kappa(in Pass<T> pass) => pass.TangentWorkspace + _rows;
}
