using System.Numerics;

namespace Basin.Numerics.Graphs;

/// <summary>
/// A node of a static graph, y = f(x₀, x₁, …), with the four passes from which every product of Basin is made.
/// </summary>
/// <remarks>
/// Shapes are known when the node is made. The passes only read and write the arrays that a plan hands them: they
/// allocate nothing, check nothing, and give the same bits for any number of threads. Each pass fills its whole output.
/// An operation that never mixes examples keeps the example axis first.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a node of the given output shape.</summary>
    protected Operation(Shape shape, params Operation<T>[] inputs)
    {
        Shape = shape;
        Inputs = inputs;
    }

    /// <summary>The shape of y.</summary>
    public Shape Shape { get; }

    /// <summary>The nodes x₀, x₁, ….</summary>
    public IReadOnlyList<Operation<T>> Inputs { get; }

    /// <summary>Elements to keep from <c>Value</c> for later passes at the same point.</summary>
    public virtual int WorkspaceLength => 0;

    /// <summary>Elements to keep from <c>Tangent</c> for <c>AdjointTangent</c> along the same direction.</summary>
    public virtual int TangentWorkspaceLength => 0;

    /// <summary>Whether one example's output depends on other examples, as in batch norm over batch statistics.</summary>
    public virtual bool MixesExamples => false;

    /// <summary>y = f(x).</summary>
    public abstract void Value(in Pass<T> pass);

    /// <summary>ẏ = Σᵢ ∂f/∂xᵢ ẋᵢ, over the inputs whose tangent is not null.</summary>
    public abstract void Tangent(in Pass<T> pass);

    /// <summary>x̄ᵢ (+)= (∂f/∂xᵢ)ᵀ ȳ, for each input whose adjoint is not null, in order of index.</summary>
    public abstract void Adjoint(in Pass<T> pass);

    /// <summary>
    /// The derivative of <see cref="Adjoint"/> along the direction, for each input whose adjoint's tangent is not null:
    /// (∂f/∂xᵢ)ᵀ times the tangent of ȳ, plus the second derivatives of f with ẋ and ȳ.
    /// </summary>
    public abstract void AdjointTangent(in Pass<T> pass);

    /// <summary>The operation and its shape, for messages.</summary>
    public override string ToString() => $"{GetType().Name.Split('`')[0]} {Shape}";
}
