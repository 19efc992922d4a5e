using System.Numerics;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>
/// An operator of ONNX: how it becomes operations, and how it is computed at once where its inputs are constants. A subclass
/// refuses by <see cref="OnnxCall.Bad"/> what it cannot mean, and asks for every setting that it knows.
/// </summary>
/// <param name="name">Its name in ONNX.</param>
internal abstract class OnnxOperator(string name)
{
    /// <summary>Its name in ONNX.</summary>
    public string Name { get; } = name;

    /// <summary>Whether floating-point inputs may depend on the examples; otherwise they must be constants.</summary>
    public virtual bool HasDerivative => true;

    /// <summary>
    /// Computes the outputs from constants of any element types; null when the operator leaves that to <see cref="Build"/> (which then
    /// gets its floating-point inputs as nodes, and is evaluated).
    /// </summary>
    /// <param name="call">The settings.</param>
    /// <param name="inputs">Null where an optional input is absent.</param>
    public virtual IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs) => null;

    /// <summary>Adds the operations that compute the outputs.</summary>
    /// <param name="call">The settings.</param>
    /// <param name="inputs">What the node reads.</param>
    /// <returns>The outputs in order; those that nobody wants may be missing.</returns>
    public abstract IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
