using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx;

/// <summary>The input of a graph that takes the examples.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Floating-point numbers, or the whole numbers of tokens.</param>
/// <param name="Shape">The shape of one example in the file's order.</param>
/// <param name="ExportedExamples">The batch size that the file was exported with; null when it is open.</param>
internal sealed record OnnxDataInput(string Name, ElementType Type, Shape Shape, int? ExportedExamples)
{
    /// <summary>Whether an example is an image, whose channels are last here and first in the file.</summary>
    public bool IsImage => Shape.Rank == 3 && Type.IsFloat();

    /// <summary>The shape of one example in Basin's order.</summary>
    public Shape ExampleShape => IsImage ? new Shape(Shape[1], Shape[2], Shape[0]) : Shape;

    /// <summary>Which of ONNX's axes is where, with the examples in front.</summary>
    public ImmutableArray<int> Order => IsImage ? [0, 2, 3, 1] : [.. Networks.Permutation.Identity(Shape.Rank + 1)];

    /// <summary>Finds the one input that the head needs.</summary>
    /// <exception cref="BadInputException">There is none, or several, or its shape is open.</exception>
    public static OnnxDataInput Find(OnnxGraph graph, OnnxHead head, OnnxOptions options)
    {
        var read = OnnxProgram.Below(graph, [head.Name]).SelectMany(node => node.Inputs).Append(head.Name).ToHashSet();
        var inputs = graph.Inputs.Where(input => read.Contains(input.Name)).ToArray();
        if (inputs is not [var input])
            throw BadInputException.At(graph.Path, inputs.Length == 0 ? "its output depends on no input" : $"{inputs.Length} inputs: {string.Join(", ", inputs.Take(5).Select(i => $"'{Printable.Text(i.Name)}' {i.Shown}"))}", "one input, the examples", "Export a model of one input; make the others constants.");
        var where = $"{graph.Path}, input '{Printable.Text(input.Name)}'";
        if (input.Type is not { } type || !(type.IsFloat() || type is ElementType.Int32 or ElementType.Int64))
            throw BadInputException.At(where, $"elements of type {input.Type?.ToString() ?? "unknown"}", "floating-point numbers, or int32 or int64 for tokens", "Export it for such an input.");
        return new OnnxDataInput(input.Name, type, ShapeOf(input, options, where), input.Extents?[0] is { } n and > 0 and < int.MaxValue ? (int)n : null);
    }

    private static Shape ShapeOf(OnnxInput input, OnnxOptions options, string where)
    {
        if (input.Extents is not { Length: >= 2 and <= 8 } extents)
            throw BadInputException.At(where, $"shape {input.Shown}", "the examples first, then 1 to 7 axes of one example", "Export it with an input of known rank.");
        var given = options.InputShape;
        if (given is not null && given.Rank != extents.Length - 1)
            throw BadInputException.At(where, $"shape {input.Shown}", $"examples of shape {given}, as asked", "Give the shape of one example in the file's order.");
        var shape = new int[extents.Length - 1];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var extent = extents[axis + 1] ?? given?[axis]
                ?? throw BadInputException.At(where, $"shape {input.Shown}", "an example of known shape", "Leave only the batch axis open when exporting, or give the input's shape.");
            if (extent is < 1 or > 1 << 24 || (given is not null && given[axis] != extent))
                throw BadInputException.At(where, $"shape {input.Shown}", given is null ? "positive extents of at most 16,777,216" : $"examples of shape {given}, as asked", "Export it for the shape of your data.");
            shape[axis] = (int)extent;
        }

        if (shape.Aggregate((Int128)1, (product, extent) => product * extent) > 1 << 26)
            throw BadInputException.At(where, $"shape {input.Shown}", "at most 67,108,864 numbers an example", "Use smaller examples.");
        return new Shape(shape);
    }
}
