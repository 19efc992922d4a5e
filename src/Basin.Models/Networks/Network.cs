using System.Numerics;
using Basin.Models.Layers;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Networks;

/// <summary>A function of examples and a parameter vector θ, with named windows on θ.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Network<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Layer<T> _body;
    private readonly Func<string, bool> _isTrained;
    private readonly StochNormSettings? _stochNorm;

    /// <summary>Creates a network, tracing it once to learn its parameters.</summary>
    /// <param name="name">Such as <c>resnet20</c>.</param>
    /// <param name="exampleShape">Shape of one example; images are (height, width, channels).</param>
    /// <param name="body">From a batch of examples to a batch of outputs (n, k).</param>
    /// <exception cref="ArgumentException">The layers do not fit the examples.</exception>
    public Network(string name, Shape exampleShape, Layer<T> body)
        : this(name, exampleShape, body, static _ => true)
    {
    }

    private Network(string name, Shape exampleShape, Layer<T> body, Func<string, bool> isTrained, StochNormSettings? stochNorm = null)
    {
        Name = name;
        ExampleShape = exampleShape;
        (_body, _isTrained, _stochNorm) = (body, isTrained, stochNorm);
        var (head, tracer) = Build(1, BatchNormMode.Frozen, out _);
        if (head.Shape.Rank != 2) throw new ArgumentException($"Network '{name}' ends in shape {head.Shape}; wanted (examples, outputs).", nameof(body));
        Outputs = head.Shape[1];
        Parameters = tracer.Parameters;
        States = tracer.States;
        HasStatistics = tracer.HasStatistics;
        ParameterCount = Parameters.Sum(parameter => parameter.Length);
        StateCount = States.Sum(state => state.Length);
    }

    /// <summary>Such as <c>resnet20</c>.</summary>
    public string Name { get; }

    /// <summary>Shape of one example.</summary>
    public Shape ExampleShape { get; }

    /// <summary>Outputs an example: k.</summary>
    public int Outputs { get; }

    /// <summary>The windows on θ, in order of offset, without gaps.</summary>
    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>The windows on the state vector, in order of offset, without gaps.</summary>
    public IReadOnlyList<StateInfo> States { get; }

    /// <summary>p, the length of θ.</summary>
    public int ParameterCount { get; }

    /// <summary>The length of the state vector; 0 without batch norm and fixed parameters.</summary>
    public int StateCount { get; }

    /// <summary>Whether the network has batch norms, which keep running statistics.</summary>
    public bool HasStatistics { get; }

    /// <summary>The same function of fewer parameters: the others become state, and stay as they are.</summary>
    /// <param name="patterns">Names of parameters, in which <c>*</c> stands for any characters and <c>?</c> for one; those that match remain.</param>
    /// <exception cref="BadInputException">None matches; the message lists the names.</exception>
    public Network<T> Restrict(params IReadOnlyList<string> patterns)
    {
        var remaining = ParameterSelection.Matching(Parameters, patterns).Windows.Select(window => window.Name).ToHashSet(StringComparer.Ordinal);
        return new Network<T>(Name, ExampleShape, _body, remaining.Contains, _stochNorm);
    }

    /// <summary>The same with stochastic norm for each batch norm: the same parameters and state under the same names, and another training.</summary>
    /// <param name="settings">p, and what is drawn together.</param>
    /// <exception cref="BadInputException">The network has no batch norm.</exception>
    public Network<T> WithStochNorm(StochNormSettings settings) => HasStatistics
        ? new Network<T>(Name, ExampleShape, _body, _isTrained, settings)
        : throw BadInputException.At($"network '{Name}'", "no batch norm", "at least one for stochastic norm to replace", "Give the network batch norms (--batch-norm), or use resnet20.");

    /// <summary>Fills θ as the layers say, each parameter from the stream <c>init/name</c> of the seed.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="parameters">θ; p elements.</param>
    public void Initialize(Seed seed, Span<T> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        foreach (var parameter in Parameters)
            parameter.Initializer.Fill(parameters.Slice(parameter.Offset, parameter.Length), seed.Stream($"init/{parameter.Name}"));
    }

    /// <summary>Fills the state vector with its values before training.</summary>
    /// <param name="state"><see cref="StateCount"/> elements.</param>
    public void InitializeState(Span<T> state)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, StateCount);
        foreach (var info in States)
            info.Initializer.Fill(state.Slice(info.Offset, info.Length), new Seed(0).Stream($"state/{info.Name}"));
    }

    /// <summary>The network with all its parameters and state as constants of the graph, frozen, on examples that are a node already.</summary>
    internal (Operation<T> Head, Tracer<T> Tracer) BuildFixed(Operation<T> inputs, FixedValues<T> values, Func<string, Operation<T>, Operation<T>>? mask = null)
    {
        var tracer = new Tracer<T>(BatchNormMode.Frozen) { Fixed = values, Mask = mask };
        return (_body.Build(tracer, inputs), tracer);
    }

    internal (Operation<T> Head, Tracer<T> Tracer) Build(int examples, BatchNormMode batchNorm, out Input<T> inputs)
    {
        var tracer = new Tracer<T>(batchNorm, _isTrained, _stochNorm);
        inputs = new Input<T>("inputs", new Shape([examples, .. ExampleShape.Extents]));
        return (_body.Build(tracer, inputs), tracer);
    }
}
