using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Losses;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>L = the mean over n examples of ln Σ exp z − z[t], for logits z and the index t of the right class.</summary>
/// <remarks>
/// <para>With p = softmax z and e the unit vector of t: L̇ = ⟨p − e, ż⟩/n; z̄ = (p − e)·L̄/n; the tangent of z̄ is
/// (diag p − ppᵀ)ż·L̄/n, plus (p − e)/n times the tangent of L̄. The targets are data: they have no derivatives.</para>
/// <para>The workspace begins with the n losses of the examples; their tangents are in the tangent workspace.
/// A target that is no class makes its loss NaN.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class SoftmaxCrossEntropy<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _examples, _classes, _block;

    /// <summary>Creates the loss.</summary>
    /// <param name="logits">z, shape (n, classes).</param>
    /// <param name="targets">t, shape (n): whole numbers from 0 to classes − 1.</param>
    /// <exception cref="ArgumentException">The shapes are not those.</exception>
    public SoftmaxCrossEntropy(Operation<T> logits, Operation<T> targets)
        : base(Shape.Scalar, logits, targets)
    {
        if (logits.Shape.Rank != 2 || logits.Shape.Length == 0 || targets.Shape.Length != logits.Shape[0])
            throw new ArgumentException($"Cross-entropy takes logits of shape [n, classes] and n class indices; it was given {logits.Shape} and {targets.Shape}.", nameof(logits));
        (_examples, _classes) = (logits.Shape[0], logits.Shape[1]);
        _block = LastAxis.RowsInBlock(_classes);
    }

    /// <inheritdoc/>
    public override int WorkspaceLength => _examples * (1 + _classes);

    /// <inheritdoc/>
    public override int TangentWorkspaceLength => _examples;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        Launch.Over<T, CrossEntropyValue<T>>(
            pass.Workers, _examples, _block, new(pass.Input(0).Value, pass.Input(1).Value, pass.Workspace, Probabilities(pass), _classes));
        *pass.Output.Value = ExampleLoss.Mean(pass.Workers, _examples, pass.Workspace);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        if (pass.Output.Tangent == null) return;
        *pass.Output.Tangent = T.Zero;
        if (pass.Input(0).Tangent == null) return;
        Launch.Over<T, CrossEntropyTangent<T>>(
            pass.Workers, _examples, _block, new(Probabilities(pass), pass.Input(1).Value, pass.Input(0).Tangent, pass.TangentWorkspace, _classes));
        *pass.Output.Tangent = ExampleLoss.Mean(pass.Workers, _examples, pass.TangentWorkspace);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, pass.Output.Adjoint, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var z = ref pass.Input(0);
        if (z.Tangent == null || pass.Output.Adjoint == null)
        {
            Pull(pass, pass.Output.AdjointTangent, z.AdjointTangent);
            return;
        }

        if (z.AdjointTangent == null) return;
        var (scale, drift) = (ExampleLoss.Share(pass.Output.Adjoint, _examples), ExampleLoss.Share(pass.Output.AdjointTangent, _examples));
        Launch.Over<T, CrossEntropyBend<T>>(
            pass.Workers, _examples, _block, new(Probabilities(pass), pass.Input(1).Value, z.Tangent, scale, drift, z.AdjointTangent, _classes, z.Accumulate));
    }

    private void Pull(in Pass<T> pass, T* adjoint, T* result)
    {
        if (result == null) return;
        var scale = ExampleLoss.Share(adjoint, _examples);
        Launch.Over<T, CrossEntropyAdjoint<T>>(
            pass.Workers, _examples, _block, new(Probabilities(pass), pass.Input(1).Value, scale, result, _classes, pass.Input(0).Accumulate));
    }

    private T* Probabilities(in Pass<T> pass) => pass.Workspace + _examples;
}
