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
public abstract unsafe class Operation<T>
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

    /// <summary>Whether y is x₀ under another shape: the plan then shares the arrays, and no pass runs.</summary>
    public virtual bool IsView => false;

    /// <summary>
    /// Whether y may take the place of x₀ in memory, where nobody else needs x₀: each pass then finds its result and its
    /// argument at one address, and may skip what is done already.
    /// </summary>
    public virtual bool IsInPlace => false;

    /// <summary>Whether a pass after <c>Value</c> reads y, so that no successor may overwrite it.</summary>
    public virtual bool ReadsOutput => true;

    /// <summary>Where the examples are in y; an operation that moves or merges axis 0 of its data overrides it.</summary>
    public virtual ExampleAxis ExampleAxis
    {
        get
        {
            var axis = ExampleAxis.None;
            foreach (var input in Inputs) axis = (ExampleAxis)Math.Max((int)axis, (int)input.ExampleAxis);
            return axis;
        }
    }

    /// <summary>
    /// Whether <see cref="ExampleAdjoint"/> can tell the examples' parts of the adjoint of input <paramref name="input"/> apart.
    /// </summary>
    public virtual bool HasExampleAdjoint(int input) => false;

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

    /// <summary>
    /// Splits the adjoint of a parameter by examples: row e (+)= the part of x̄ that example <paramref name="first"/> + e contributes.
    /// </summary>
    /// <param name="pass">The arrays, with values and adjoints of this point.</param>
    /// <param name="input">Which input; it is a parameter.</param>
    /// <param name="first">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Shape (count, length of the input).</param>
    /// <param name="rowStride">Elements from one row to the next.</param>
    /// <param name="accumulate">Add to the rows instead of overwriting them.</param>
    public virtual void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate) =>
        throw new NotSupportedException($"{this} does not split the adjoint of input {input} by examples.");

    /// <summary>Whether <see cref="TryAddExampleGram"/> knows how for input <paramref name="input"/>.</summary>
    public virtual bool HasExampleGram(int input) => false;

    /// <summary>
    /// Adds to <paramref name="gram"/> the inner products of all pairs of rows of <see cref="ExampleAdjoint"/> without forming
    /// the rows, where the operation knows how.
    /// </summary>
    /// <param name="pass">The arrays, with values and adjoints of this point.</param>
    /// <param name="input">Which input; it is a parameter.</param>
    /// <param name="examples">n, all examples.</param>
    /// <param name="gram">Shape (n, n), or (n) for the diagonal only.</param>
    /// <param name="diagonalOnly">Only the squared norms.</param>
    /// <returns>False when it does not know how, and nothing was added.</returns>
    public virtual bool TryAddExampleGram(in Pass<T> pass, int input, int examples, T* gram, bool diagonalOnly) => false;

    /// <summary>The operation and its shape, for messages.</summary>
    public override string ToString() => $"{GetType().Name.Split('`')[0]} {Shape}";
}
