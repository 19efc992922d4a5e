using Basin.Models.Onnx;
using Basin.Models.Onnx.Proto;
using Basin.Numerics.Random;
using Google.Protobuf;

namespace Basin.Models.Tests.Onnx;

/// <summary>Changes the contents of a model but not its form: other operators, wirings, extents and settings.</summary>
internal static class FieldMutation
{
    private static readonly long[] _numbers = [0, 1, -1, 2, 3, 5, -2, 7, 64, 1000, 100_000, 1L << 31, 1L << 40, long.MaxValue, long.MinValue, -1000];
    private static readonly string[] _names = ["axis", "axes", "perm", "kernel_shape", "strides", "pads", "dilations", "group", "epsilon", "to", "keepdims", "allowzero", "ceil_mode", "auto_pad", "start", "end", "alpha", "beta", "blocksize", "num_outputs", "mode", "value", "value_ints"];

    public static void Apply(ModelProto model, RandomSource chance)
    {
        for (var edits = 1 + chance.NextInt(2); edits > 0; edits--) Edit(model.Graph, chance);
    }

    private static void Edit(GraphProto graph, RandomSource chance)
    {
        var node = Any(graph.Node, chance);
        switch (chance.NextInt(11))
        {
            case 0: node.OpType = OnnxModel.Operators[chance.NextInt(OnnxModel.Operators.Length)]; break;
            case 1 when node.Input.Count > 0: node.Input[chance.NextInt(node.Input.Count)] = AnyName(graph, chance); break;
            case 2: node.Input.Add(AnyName(graph, chance)); break;
            case 3 when node.Input.Count > 0: node.Input.RemoveAt(chance.NextInt(node.Input.Count)); break;
            case 4: node.Attribute.Add(AnyAttribute(chance)); break;
            case 5 when node.Attribute.Count > 0: Change(Any(node.Attribute, chance), chance); break;
            case 6 when graph.Initializer.Count > 0: Change(Any(graph.Initializer, chance), chance); break;
            case 7: Change(Any(graph.Input, chance), chance); break;
            case 8: graph.Output[0].Name = AnyName(graph, chance); break;
            case 9: node.Output.Add("more" + chance.NextInt(3)); break;
            default:
                var at = chance.NextInt(graph.Node.Count);
                graph.Node.Insert(at, new NodeProto { OpType = OnnxModel.Operators[chance.NextInt(OnnxModel.Operators.Length)], Input = { AnyName(graph, chance), AnyName(graph, chance) }, Output = { "new" + chance.NextInt(1000) } });
                node.Input.Add(graph.Node[at].Output[0]);
                if (node.Input.Count > 1) node.Input.RemoveAt(0);
                break;
        }
    }

    private static void Change(TensorProto tensor, RandomSource chance)
    {
        switch (chance.NextInt(4))
        {
            case 0 when tensor.Dims.Count > 0: tensor.Dims[chance.NextInt(tensor.Dims.Count)] = Number(chance); break;
            case 1 when tensor.Int64Data.Count > 0: tensor.Int64Data[chance.NextInt(tensor.Int64Data.Count)] = Number(chance); break;
            case 2: tensor.DataType = chance.NextInt(20); break;
            default:
                long[] list = [.. Enumerable.Range(0, chance.NextInt(5)).Select(_ => Number(chance))];
                tensor.RawData = ByteString.Empty;
                tensor.FloatData.Clear();
                tensor.Int64Data.Clear();
                tensor.Int64Data.Add(list);
                tensor.Dims.Clear();
                tensor.Dims.Add(list.Length);
                tensor.DataType = ModelBuilder.Int64;
                break;
        }
    }

    private static void Change(AttributeProto attribute, RandomSource chance)
    {
        if (chance.NextInt(4) == 0) attribute.Type = chance.NextInt(12);
        attribute.I = Number(chance);
        attribute.F = chance.NextInt(3) switch { 0 => float.NaN, 1 => 0, _ => -1e30f };
        if (attribute.Ints.Count > 0) attribute.Ints[chance.NextInt(attribute.Ints.Count)] = Number(chance);
        if (attribute.T is not null) Change(attribute.T, chance);
    }

    private static void Change(ValueInfoProto input, RandomSource chance)
    {
        var shape = input.Type.TensorType.Shape;
        switch (chance.NextInt(3))
        {
            case 0: input.Type.TensorType.ElemType = chance.NextInt(20); break;
            case 1: shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = 1 + chance.NextInt(3) }); break;
            default: Any(shape.Dim, chance).DimValue = Number(chance); break;
        }
    }

    private static AttributeProto AnyAttribute(RandomSource chance) => chance.NextInt(3) switch
    {
        0 => ModelBuilder.Integer(_names[chance.NextInt(_names.Length)], Number(chance)),
        1 => ModelBuilder.Integers(_names[chance.NextInt(_names.Length)], [.. Enumerable.Range(0, chance.NextInt(5)).Select(_ => Number(chance))]),
        _ => ModelBuilder.Number(_names[chance.NextInt(_names.Length)], chance.NextInt(3) - 1),
    };

    private static string AnyName(GraphProto graph, RandomSource chance) => chance.NextInt(4) switch
    {
        0 => Any(graph.Input, chance).Name,
        1 when graph.Initializer.Count > 0 => Any(graph.Initializer, chance).Name,
        2 => Any(graph.Node, chance).Output[0],
        _ => chance.NextInt(8) == 0 ? "" : Any(graph.Node, chance).Output[0],
    };

    // Mostly small numbers, which reach further than huge ones.
    private static long Number(RandomSource chance) => chance.NextInt(2) == 0 ? chance.NextInt(6) - 1 : _numbers[chance.NextInt(_numbers.Length)];

    private static TItem Any<TItem>(IList<TItem> list, RandomSource chance) => list[chance.NextInt(list.Count)];
}
