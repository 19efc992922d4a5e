using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Models.Onnx.Operators;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx;

/// <summary>A model that some other tool exported, as an ordinary <see cref="Networks.Network{T}"/>: for any batch size, batch-norm mode and precision.</summary>
/// <remarks>
/// The first axis of its input counts examples, whatever the file says. Images, [n, channels, height, width] in the file, are
/// (n, height, width, channels) here. Opsets 13 to 21. How it is done: docs/decisions/0007.
/// </remarks>
public sealed class OnnxModel
{
    private readonly OnnxGraph _graph;
    private readonly OnnxHead _head;
    private readonly OnnxDataInput _input;
    private readonly ImmutableHashSet<string> _trained;

    private OnnxModel(OnnxGraph graph, OnnxOptions options)
    {
        _graph = graph;
        _head = OnnxHead.Find(graph);
        _input = OnnxDataInput.Find(graph, _head, options);
        _trained = ParameterChoice.Of(graph, options);
        var notes = new List<string>(_head.Notes);
        var network = Build<float>(_head, note => { if (!notes.Contains(note)) notes.Add(note); });
        Outputs = network.Outputs;
        Parameters = [.. network.Parameters.Select(parameter => new OnnxParameter(parameter.Name, parameter.Stored!.Shape))];
        Notes = [.. notes, .. ParameterChoice.Notes(graph, _trained, network.Parameters)];
        ParameterChoice.RequireSome(graph, options, Parameters);
        ParameterChoice.RequireFinite(graph, Parameters);
    }

    /// <summary>The operators that can be read, in alphabetical order.</summary>
    public static ImmutableArray<string> Operators => OnnxOperators.Names;

    /// <summary>The name of the file without its ending. That of the graph inside is the exporter's, such as <c>torch_jit</c>.</summary>
    public string Name => Path.GetFileNameWithoutExtension(_graph.Path);

    /// <summary>The input that takes the examples.</summary>
    public string InputName => _input.Name;

    /// <summary>The shape of one example in the file's order of axes, such as [3, 32, 32].</summary>
    public Shape InputShape => _input.Shape;

    /// <summary>Whether an example is an image: [channels, height, width] in the file, (height, width, channels) in the network.</summary>
    public bool IsOfImages => _input.IsImage;

    /// <summary>k, the outputs an example.</summary>
    public int Outputs { get; }

    /// <summary>The loss that the file ends in or suggests; null when it says nothing.</summary>
    public LossKind? InferredLoss => _head.Loss;

    /// <summary>The trained arrays, in the order of θ.</summary>
    public ImmutableArray<OnnxParameter> Parameters { get; }

    /// <summary>What was read otherwise than a reader of the file might think, a sentence each.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file. Weights may be in other files of its folder.</param>
    /// <param name="options">Which arrays are trained.</param>
    /// <exception cref="BadInputException">The file is damaged, or asks for something that is not supported; the message names the node.</exception>
    public static OnnxModel Open(string path, OnnxOptions? options = null) => new(OnnxReader.Open(path), options ?? new OnnxOptions());

    /// <summary>Reads a model from memory; its arrays must be inside.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="bytes">The model.</param>
    /// <param name="options">Which arrays are trained.</param>
    /// <exception cref="BadInputException">As in <see cref="Open"/>.</exception>
    public static OnnxModel Parse(string name, ReadOnlySpan<byte> bytes, OnnxOptions? options = null) =>
        new(OnnxReader.Parse(name, bytes), options ?? new OnnxOptions());

    /// <summary>The model as a network, whose parameters begin at the file's.</summary>
    /// <param name="loss">The loss that will follow; a softmax, or for the logistic loss a sigmoid, at the end of the file is then part of it and left out.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public Network<T> Network<T>(LossKind? loss = null)
        where T : unmanaged, IFloatingPointIeee754<T> => Build<T>(_head.Before(_graph, loss ?? InferredLoss), static _ => { });

    private Network<T> Build<T>(OnnxHead head, Action<string> note)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var program = new OnnxProgram(_graph, OnnxProgram.Below(_graph, [head.Name]), _trained) { ExportedExamples = _input.ExportedExamples };
        var body = new OnnxBody<T>(program, _input, head.Name, note);
        try
        {
            var network = new Network<T>(Name, _input.ExampleShape, body);

            // A batch size that was baked in shows only with another.
            var (z, again) = network.Build(2, BatchNormMode.Frozen, out _);
            if (!again.Parameters.SequenceEqual(network.Parameters)) throw new ArgumentException("its parameters are read in another order for each batch size");
            if (z.Shape[1] != network.Outputs) throw new ArgumentException($"it has {network.Outputs} outputs for one example and {z.Shape[1]} each for two");
            if (network.ParameterCount > 0 && !new Graph<T>(z, z.Sum([0, 1])).Parameters.Any())
                throw BadInputException.At(_graph.Path, $"its output '{head.Name}' depends on none of its parameters", "one that does", "Choose others with --parameters, or export the model again.");
            return network;
        }
        catch (ArgumentException e)
        {
            throw BadInputException.At(_graph.Path, e.Message.TrimEnd('.'), "a network whose batch size is free", "Export it with a dynamic batch axis (dynamic_axes in torch).", e);
        }
    }
}
