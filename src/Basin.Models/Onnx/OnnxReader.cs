using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Onnx.Proto;
using Google.Protobuf;

namespace Basin.Models.Onnx;

/// <summary>Turns the bytes of a file into an <see cref="OnnxGraph"/>, refusing what is damaged.</summary>
internal static class OnnxReader
{
    private const int OldestOpset = 13, NewestOpset = 21, MostNodes = 1 << 16;
    private static readonly MessageParser<ModelProto> _parser = ModelProto.Parser.WithDiscardUnknownFields(true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; its arrays may be in other files of its folder.</param>
    /// <param name="anyOpset">Take opsets outside 13 to 21, as the format's own tests need.</param>
    public static OnnxGraph Open(string path, bool anyOpset = false)
    {
        using var file = ByteSource.OpenFile(path);
        if (file.Length > Array.MaxLength)
            throw BadInputException.At(path, $"the file has {file.Length:N0} bytes", "at most 2 GiB, as a protobuf message has", "Export the weights to a file beside it (external data).");
        var bytes = new byte[(int)file.Length];
        file.ReadExactly(bytes);
        return Parse(path, bytes, Path.GetDirectoryName(Path.GetFullPath(path)), anyOpset);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="path">What errors call it.</param>
    /// <param name="bytes">The message.</param>
    /// <param name="folder">Where arrays stored outside the message are; null when there may be none.</param>
    /// <param name="anyOpset">Take any opset.</param>
    public static OnnxGraph Parse(string path, ReadOnlySpan<byte> bytes, string? folder = null, bool anyOpset = false)
    {
        ModelProto model;
        try
        {
            model = _parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw BadInputException.At(path, $"it is no protobuf message ({e.Message.TrimEnd('.')})", "an ONNX model", "It is cut off, damaged or of another format: export it again.", e);
        }

        if (model.Graph is null)
            throw BadInputException.At(path, "it has no graph", "an ONNX model", "It is cut off, damaged or of another format: export it again.");
        return Read(path, model.Graph, Opset(path, model, anyOpset), new OnnxTensorReader(path, folder));
    }

    private static int Opset(string path, ModelProto model, bool any)
    {
        var versions = model.OpsetImport.Where(import => import.Domain is "" or "ai.onnx").Select(import => import.Version).Distinct().ToArray();
        if (versions is not [var version])
            throw BadInputException.At(path, $"it names {versions.Length} versions of ONNX's operators", "one", "Export it again.");
        if (version is < 1 or > 1000 || (!any && version is < OldestOpset or > NewestOpset))
            throw BadInputException.At(path, $"it uses version {version} of ONNX's operators (opset)", $"{OldestOpset} to {NewestOpset}", $"Export it again with opset_version={Math.Clamp(version, OldestOpset, 17)}.");
        return (int)version;
    }

    private static OnnxGraph Read(string path, GraphProto graph, int opset, OnnxTensorReader tensors)
    {
        if (graph.Node.Count > MostNodes)
            throw BadInputException.At(path, $"{graph.Node.Count:N0} nodes", $"at most {MostNodes:N0}", "Use a smaller model.");
        if (graph.SparseInitializer.Count > 0)
            throw BadInputException.At(path, "it stores a sparse array", "dense ones", "Export it with dense weights.");
        var initializers = new Dictionary<string, OnnxTensor>(graph.Initializer.Count);
        var order = ImmutableArray.CreateBuilder<KeyValuePair<string, OnnxTensor>>(graph.Initializer.Count);
        foreach (var proto in graph.Initializer)
        {
            var name = Printable.Text(proto.Name, 120);
            var tensor = tensors.Read(proto, $"{path}, initializer '{name}'");
            if (proto.Name.Length == 0 || !initializers.TryAdd(proto.Name, tensor))
                throw BadInputException.At(path, proto.Name.Length == 0 ? "an initializer has no name" : $"two initializers are called '{name}'", "a name for each", "Export it again.");
            order.Add(new(proto.Name, tensor));
        }

        var inputs = graph.Input.Where(input => !initializers.ContainsKey(input.Name)).Select(Input).ToImmutableArray();
        var nodes = graph.Node.Select(node => Node(path, node, tensors)).ToArray();
        var outputs = graph.Output.Select(Input).ToImmutableArray();
        var sorted = NodeOrder.Sort(path, nodes, inputs.Select(input => input.Name).Concat(initializers.Keys), outputs);
        return new OnnxGraph(path, graph.Name, opset, sorted, order.ToImmutable(), inputs, outputs);
    }

    private static OnnxNode Node(string path, NodeProto proto, OnnxTensorReader tensors)
    {
        var node = new OnnxNode(proto.Name, proto.OpType, [.. proto.Input], [.. proto.Output], []);
        if (proto.Domain is not ("" or "ai.onnx"))
            throw BadInputException.At($"{path}, {node.Label}", $"operator of domain '{Printable.Text(proto.Domain)}'", "ONNX's own operators", "Export without operators of other tools.");
        var attributes = proto.Attribute.Select(attribute => Attribute($"{path}, {node.Label}", attribute, tensors)).ToImmutableArray();
        if (attributes.DistinctBy(attribute => attribute.Name).Count() != attributes.Length)
            throw BadInputException.At($"{path}, {node.Label}", "an attribute is given twice", "each once", "Export it again.");
        return node with { Attributes = attributes };
    }

    // The kinds of attributes, by their numbers in the format.
    private static OnnxAttribute Attribute(string where, AttributeProto proto, OnnxTensorReader tensors)
    {
        var attribute = new OnnxAttribute(proto.Name);
        var shown = Printable.Text(proto.Name);
        if (proto.RefAttrName.Length > 0)
            throw BadInputException.At(where, $"attribute '{shown}' refers to a function's", "its own value", "Export without functions.");
        return proto.Type switch
        {
            1 => attribute with { Float = proto.F },
            2 => attribute with { Integer = proto.I },
            3 => attribute with { Text = proto.S.ToStringUtf8() },
            4 when proto.T is not null => attribute with { Tensor = tensors.Read(proto.T, $"{where}, attribute '{shown}'") },
            6 => attribute with { Floats = [.. proto.Floats] },
            7 => attribute with { Integers = [.. proto.Ints] },
            8 => attribute with { Texts = [.. proto.Strings.Select(text => text.ToStringUtf8())] },
            5 or 10 => throw BadInputException.At(where, $"attribute '{shown}' is a graph", "no loops or branches", "Export a model whose computation is the same for every example, without If, Loop and Scan."),
            _ => throw BadInputException.At(where, $"attribute '{shown}' is of kind {proto.Type}", "a number, a text, an array, or a list of them", "Export it again."),
        };
    }

    private static OnnxInput Input(ValueInfoProto proto)
    {
        var type = proto.Type?.TensorType;
        return new OnnxInput(
            proto.Name,
            type is null ? null : OnnxTensorReader.TypeOf(type.ElemType),
            type?.Shape is null ? null : [.. type.Shape.Dim.Select(dim => dim.HasDimValue ? dim.DimValue : (long?)null)]);
    }
}
