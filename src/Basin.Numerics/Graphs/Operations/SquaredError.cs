using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Losses;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>L = the mean over n examples of ½‖y − t‖², the squares summed over all outputs of an example.</summary>
/// <remarks>
/// <para>L̇ = ⟨y − t, ẏ⟩/n; ȳ = (y − t)·L̄/n; the tangent of ȳ is ẏ·L̄/n, plus (y − t)/n times the tangent of L̄. The targets
/// are data: they have no derivatives.</para>
/// <para>The workspace begins with the n losses of the examples; their tangents are in the tangent workspace.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class SquaredError<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _examples, _outputs, _block;

    /// <summary>Creates the loss.</summary>
    /// <param name="y">Shape (n, …).</param>
    /// <param name="targets">t, as many elements with the same n first.</param>
    /// <exception cref="ArgumentException">The shapes are not those.</exception>
    public SquaredError(Operation<T> y, Operation<T> targets)
        : base(Shape.Scalar, y, targets)
    {
        if (y.Shape.Rank == 0 || y.Shape.Length == 0 || targets.Shape.Rank == 0 || targets.Shape[0] != y.Shape[0] || targets.Shape.Length != y.Shape.Length)
            throw new ArgumentException($"Squared error takes outputs of shape [n, …] and as many targets; it was given {y.Shape} and {targets.Shape}.", nameof(y));
        _examples = y.Shape[0];
        _outputs = y.Shape.Length / _examples;
        _block = Launch.RowsOf(Math.Max(16, _outputs));
    }

    /// <inheritdoc/>
    public override int WorkspaceLength => _examples;

    /// <inheritdoc/>
    public override int TangentWorkspaceLength => _examples;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        Launch.Over<T, SquaredErrorValue<T>>(
            pass.Workers, _examples, _block, new(pass.Input(0).Value, pass.Input(1).Value, pass.Workspace, _outputs));
        *pass.Output.Value = ExampleLoss.Mean(pass.Workers, _examples, pass.Workspace);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        if (pass.Output.Tangent == null) return;
        *pass.Output.Tangent = T.Zero;
        if (pass.Input(0).Tangent == null) return;
        Launch.Over<T, SquaredErrorTangent<T>>(
            pass.Workers, _examples, _block, new(pass.Input(0).Value, pass.Input(1).Value, pass.Input(0).Tangent, pass.TangentWorkspace, _outputs));
        *pass.Output.Tangent = ExampleLoss.Mean(pass.Workers, _examples, pass.TangentWorkspace);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, null, null, pass.Output.Adjoint, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) =>
        Pull(pass, pass.Input(0).Tangent, pass.Output.Adjoint, pass.Output.AdjointTangent, pass.Input(0).AdjointTangent);

    private void Pull(in Pass<T> pass, T* tangent, T* adjoint, T* drift, T* result)
    {
        if (result == null) return;
        ref var y = ref pass.Input(0);
        Launch.Elementwise<T, SquaredErrorAdjoint<T>>(
            pass.Workers, _examples * _outputs,
            new(y.Value, pass.Input(1).Value, tangent, ExampleLoss.Share(adjoint, _examples), ExampleLoss.Share(drift, _examples), result, y.Accumulate));
    }
}
