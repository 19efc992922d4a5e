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

    /// <summary>Creates a network, tracing it once to learn its parameters.</summary>
    /// <param name="name">Such as <c>resnet20</c>.</param>
    /// <param name="exampleShape">Shape of one example; images are (height, width, channels).</param>
    /// <param name="body">From a batch of examples to a batch of outputs (n, k).</param>
    /// <exception cref="ArgumentException">The layers do not fit the examples.</exception>
    public Network(string name, Shape exampleShape, Layer<T> body)
    {
        Name = name;
        ExampleShape = exampleShape;
        _body = body;
        var (head, tracer) = Build(1, BatchNormMode.Frozen, out _);
        if (head.Shape.Rank != 2) throw new ArgumentException($"Network '{name}' ends in shape {head.Shape}; wanted (examples, outputs).", nameof(body));
        Outputs = head.Shape[1];
        Parameters = tracer.Parameters;
        States = tracer.States;
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

    /// <summary>The length of the state vector; 0 without batch norm.</summary>
    public int StateCount { get; }

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

    internal (Operation<T> Head, Tracer<T> Tracer) Build(int examples, BatchNormMode batchNorm, out Input<T> inputs)
    {
        var tracer = new Tracer<T>(batchNorm);
        inputs = new Input<T>("inputs", new Shape([examples, .. ExampleShape.Extents]));
        return (_body.Build(tracer, inputs), tracer);
    }
}
