using System.Text.Json;
using System.Text.Json.Nodes;
using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Random;

namespace Basin.Models.Tests.Torch;

/// <summary>A small network built twice: as a graph, and as the description that tests/torch/reference.py reads.</summary>
internal sealed class TorchTwin(string name, int examples)
{
    private readonly Dictionary<Operation<double>, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly List<Parameter<double>> _parameters = [];
    private readonly JsonArray _nodes = [];
    private readonly List<(Input<double> Node, double[] Values, bool Shared)> _inputs = [];

    public string Name { get; } = name;

    public int Examples { get; } = examples;

    public string LossName { get; private set; } = "";

    public Input<double> Targets { get; private set; } = null!;

    public Graph<double> Graph { get; private set; } = null!;

    public IReadOnlyList<(Input<double> Node, double[] Values, bool Shared)> Inputs => _inputs;

    public int ParameterCount => _parameters.Sum(parameter => parameter.Shape.Length);

    /// <summary>θ: standard normal times 0.4, far from every symmetric point.</summary>
    public double[] Theta() => Drawn("theta", ParameterCount, 0.4);

    public double[] Direction() => Drawn("direction", ParameterCount, 1);

    public Operation<double> Parameter(string parameter, params ReadOnlySpan<int> shape)
    {
        var node = new Parameter<double>(parameter, ParameterCount, new Shape(shape));
        _parameters.Add(node);
        _names[node] = parameter;
        return node;
    }

    /// <summary>An array of standard normal numbers; <paramref name="shared"/> when it is no list of examples.</summary>
    public Operation<double> Input(string input, bool shared, params ReadOnlySpan<int> shape)
    {
        var extents = new Shape(shape);
        return Input(input, shared, extents, Drawn(input, extents.Length, 1));
    }

    public Operation<double> Input(string input, bool shared, Shape shape, double[] values)
    {
        var node = new Input<double>(input, shape, hasExamples: !shared);
        _inputs.Add((node, values, shared));
        _names[node] = input;
        return node;
    }

    /// <summary>Adds one operation to both twins.</summary>
    /// <param name="op">What the script calls it.</param>
    /// <param name="operation">The node.</param>
    /// <param name="inputs">Its inputs as the script sees them.</param>
    /// <param name="settings">More entries of its description.</param>
    public Operation<double> Add(string op, Operation<double> operation, Operation<double>[] inputs, JsonObject? settings = null)
    {
        var node = settings ?? [];
        _names[operation] = $"n{_nodes.Count}";
        node["name"] = _names[operation];
        node["op"] = op;
        node["inputs"] = new JsonArray([.. inputs.Select(input => (JsonNode)_names[input])]);
        _nodes.Add(node);
        return operation;
    }

    public TorchTwin CrossEntropy(Operation<double> head)
    {
        var chance = new Seed(5).Stream(Name + "/targets");
        var classes = new double[Examples];
        for (var i = 0; i < Examples; i++) classes[i] = chance.NextInt(head.Shape[^1]);
        return End("crossEntropy", head, new Shape(Examples), classes, (z, t) => new SoftmaxCrossEntropy<double>(z, t));
    }

    public TorchTwin SquaredError(Operation<double> head) =>
        End("squaredError", head, head.Shape, Drawn("targets", head.Shape.Length, 1), (z, t) => new SquaredError<double>(z, t));

    public TorchTwin Logistic(Operation<double> head)
    {
        var targets = new double[Examples];
        for (var i = 0; i < Examples; i++) targets[i] = i % 2;
        return End("logistic", head, new Shape(Examples), targets, (z, t) => new Logistic<double>(z, t));
    }

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var description = new JsonObject
        {
            ["parameters"] = new JsonArray([.. _parameters.Select(parameter => (JsonNode)new JsonObject
            {
                ["name"] = parameter.Name, ["offset"] = parameter.Offset, ["shape"] = Json(parameter.Shape.Extents),
            })]),
            ["nodes"] = _nodes.DeepClone(),
            ["head"] = _names[Graph.Head],
            ["loss"] = LossName,
            ["shared"] = Json(_inputs.Where(input => input.Shared).Select(input => input.Node.Name)),
            ["compute"] = Json(Asked),
        };
        File.WriteAllText(Path.Combine(folder, "network.json"), description.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        Save("theta", new Shape(ParameterCount), Theta());
        Save("direction", new Shape(ParameterCount), Direction());
        foreach (var (node, values, _) in _inputs) Save(node.Name, node.Shape, values);

        void Save(string array, Shape shape, double[] values) =>
            NpyFile.Write(Path.Combine(folder, array + ".npy"), NamedArray.From<double>(array, shape, values));
    }

    public static JsonArray Json<TItem>(IEnumerable<TItem> items) => new([.. items.Select(item => JsonValue.Create(item))]);

    private IEnumerable<string> Asked => Graph.Operations.Any(operation => operation.MixesExamples)
        ? ["gradient", "hessianProduct", "gaussNewtonProduct"]
        : ["gradient", "hessianProduct", "gaussNewtonProduct", "exampleGradients"];

    private TorchTwin End(string loss, Operation<double> head, Shape shape, double[] targets, Func<Operation<double>, Operation<double>, Operation<double>> make)
    {
        LossName = loss;
        Targets = (Input<double>)Input("targets", shared: false, shape, targets);
        Graph = new Graph<double>(head, make(head, Targets));
        return this;
    }

    private double[] Drawn(string array, int length, double scale)
    {
        var values = new double[length];
        new Seed(5).Stream($"{Name}/{array}").FillGaussian<double>(values);
        foreach (ref var value in values.AsSpan()) value *= scale;
        return values;
    }
}
