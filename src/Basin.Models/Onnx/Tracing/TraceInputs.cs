using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Tracing;

/// <summary>What a node reads, with errors that name the node; and the makers of what it returns.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TraceInputs<T>(OnnxCall call, TraceValue<T>?[] values, OnnxTrace<T> trace)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many inputs the node names, absent ones included.</summary>
    public int Count => values.Length;

    /// <summary>Parameters and states.</summary>
    public Tracer<T> Tracer => trace.Tracer;

    /// <summary>The number of examples of this graph.</summary>
    public int Examples => trace.Examples;

    /// <summary>The number of examples that the file was exported with; null when it left that open.</summary>
    public int? ExportedExamples => trace.Program.ExportedExamples;

    /// <summary>Input <paramref name="index"/>, which must be there.</summary>
    public TraceValue<T> this[int index] => Optional(index) ?? throw call.Bad($"no input {index + 1}", "one");

    /// <summary>Input <paramref name="index"/>, or null when it is absent.</summary>
    public TraceValue<T>? Optional(int index)
    {
        call.AskedInput(index);
        return index < values.Length ? values[index] : null;
    }

    /// <summary>The numbers of input <paramref name="index"/>, which must not depend on examples: a setting.</summary>
    public OnnxTensor Setting(int index) =>
        this[index].Setting ?? throw call.Bad($"input {index + 1} depends on the examples", "a constant", "Export it with fixed settings.");

    /// <summary>Input <paramref name="index"/> as whole numbers.</summary>
    public long[] Integers(int index)
    {
        var tensor = Setting(index);
        return tensor.Type.IsFloat() || tensor.Length > 1 << 20 ? throw call.Bad($"input {index + 1} is {tensor}", "whole numbers, a million at most") : tensor.To<long>();
    }

    /// <summary>A single number of input <paramref name="index"/>.</summary>
    public double Number(int index)
    {
        var tensor = Setting(index);
        return tensor.Length == 1 ? tensor.To<double>()[0] : throw call.Bad($"input {index + 1} is {tensor}", "a single number");
    }

    /// <summary>The name in the file of input <paramref name="index"/>.</summary>
    public string NameOf(int index) => call.Node.Inputs[index];

    /// <summary>A result with the axes in the file's order.</summary>
    public TraceValue<T> Node(Operation<T> node) => new NodeValue<T>(values[0]?.Type ?? ElementType.Float32, node);

    /// <summary>A result whose axis i is axis <c>order[i]</c> of ONNX's.</summary>
    public TraceValue<T> Node(Operation<T> node, ReadOnlySpan<int> order) => new NodeValue<T>(values[0]?.Type ?? ElementType.Float32, node, order);

    /// <summary>A result of another type than the first input's.</summary>
    public static TraceValue<T> Node(Operation<T> node, ReadOnlySpan<int> order, ElementType type) => new NodeValue<T>(type, node, order);

    /// <summary>A result that is known while building.</summary>
    public TraceValue<T> Constant(OnnxTensor tensor) => new ConstantValue<T>(tensor, trace.Pool);
}
