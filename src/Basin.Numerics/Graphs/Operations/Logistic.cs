using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Losses;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>L = the mean over n examples of ln(1 + e^z) − t·z: binary cross-entropy, for one logit z and a target t of 0 or 1.</summary>
/// <remarks>
/// <para>With σ = 1/(1 + e⁻ᶻ): L̇ is the mean of (σ − t)ż; z̄ = (σ − t)·L̄/n; the tangent of z̄ is σ(1 − σ)ż·L̄/n, plus
/// (σ − t)/n times the tangent of L̄. Targets between 0 and 1 are probabilities. They are data: they have no derivatives.</para>
/// <para>The workspace begins with the n losses of the examples; their tangents are in the tangent workspace.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Logistic<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _examples;

    /// <summary>Creates the loss.</summary>
    /// <param name="logits">z, shape (n) or (n, 1).</param>
    /// <param name="targets">t, n numbers: 0 or 1.</param>
    /// <exception cref="ArgumentException">The shapes are not those.</exception>
    public Logistic(Operation<T> logits, Operation<T> targets)
        : base(Shape.Scalar, logits, targets)
    {
        if (logits.Shape.Rank == 0 || logits.Shape.Length == 0 || logits.Shape.Length != logits.Shape[0] || targets.Shape.Length != logits.Shape[0])
            throw new ArgumentException($"The logistic loss takes logits of shape [n] or [n, 1] and n targets of 0 or 1; it was given {logits.Shape} and {targets.Shape}.", nameof(logits));
        _examples = logits.Shape[0];
    }

    /// <inheritdoc/>
    public override int WorkspaceLength => _examples;

    /// <inheritdoc/>
    public override int TangentWorkspaceLength => _examples;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        Launch.Elementwise<T, LogisticValue<T>>(pass.Workers, _examples, new(pass.Input(0).Value, pass.Input(1).Value, pass.Workspace));
        *pass.Output.Value = ExampleLoss.Mean(pass.Workers, _examples, pass.Workspace);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        if (pass.Output.Tangent == null) return;
        *pass.Output.Tangent = T.Zero;
        if (pass.Input(0).Tangent == null) return;
        Launch.Elementwise<T, LogisticTangent<T>>(
            pass.Workers, _examples, new(pass.Input(0).Value, pass.Input(1).Value, pass.Input(0).Tangent, pass.TangentWorkspace));
        *pass.Output.Tangent = ExampleLoss.Mean(pass.Workers, _examples, pass.TangentWorkspace);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, pass.Output.Adjoint, null, null, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) =>
        Pull(pass, pass.Output.AdjointTangent, pass.Input(0).Tangent, pass.Output.Adjoint, pass.Input(0).AdjointTangent);

    private void Pull(in Pass<T> pass, T* scale, T* tangent, T* bend, T* result)
    {
        if (result == null) return;
        ref var z = ref pass.Input(0);
        Launch.Elementwise<T, LogisticAdjoint<T>>(
            pass.Workers, _examples,
            new(z.Value, pass.Input(1).Value, tangent, ExampleLoss.Share(scale, _examples), ExampleLoss.Share(bend, _examples), result, z.Accumulate));
    }
}
