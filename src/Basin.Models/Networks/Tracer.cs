using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>
/// Hands out parameters and state while layers build their part of a graph, and so learns the layout of both. Layers
/// ask by name, in the same order each time; names are prefixed by the scopes they are in.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Tracer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<ParameterInfo> _parameters = [];
    private readonly List<StateInfo> _states = [];
    private readonly Dictionary<string, Operation<T>> _nodes = [];
    private readonly Dictionary<string, StateInfo> _stateNames = [];
    private readonly List<(StateInfo State, Input<T> Node)> _stateInputs = [];
    private readonly List<RunningStatistics<T>> _running = [];
    private readonly List<Input<T>> _fields = [];
    private readonly List<ChannelSelection<T>> _selections = [];
    private readonly List<(string Name, Operation<T> Node)> _features = [];
    private readonly Func<string, bool> _isTrained;
    private string _scope = "";

    internal Tracer(BatchNormMode batchNorm, Func<string, bool>? isTrained = null, StochNormSettings? stochNorm = null) =>
        (BatchNorm, _isTrained, StochNorm) = (batchNorm, isTrained ?? (static _ => true), stochNorm);

    /// <summary>Which statistics batch norm shall use.</summary>
    public BatchNormMode BatchNorm { get; }

    /// <summary>What batch norms shall be in training; null for batch norms.</summary>
    public StochNormSettings? StochNorm { get; }

    /// <summary>The parameters so far, in order of offset.</summary>
    public IReadOnlyList<ParameterInfo> Parameters => _parameters;

    /// <summary>The states so far, in order of offset.</summary>
    public IReadOnlyList<StateInfo> States => _states;

    /// <summary>The states that this graph reads, with the nodes to fill.</summary>
    public IReadOnlyList<(StateInfo State, Input<T> Node)> StateInputs => _stateInputs;

    /// <summary>Noise that training draws anew at each step.</summary>
    public IReadOnlyList<Input<T>> Fields => _fields;

    /// <summary>What training draws anew at each step.</summary>
    public IReadOnlyList<ChannelSelection<T>> Selections => _selections;

    /// <summary>The feature maps, from the examples to the head; of blocks within blocks the outermost.</summary>
    public IReadOnlyList<(string Name, Operation<T> Node)> Features => _features;

    /// <summary>Values for parameters and state that shall be constants of the graph; null for none.</summary>
    internal FixedValues<T>? Fixed { get; init; }

    /// <summary>What channels of feature maps are multiplied by, by name; null for nothing.</summary>
    internal Func<string, Operation<T>, Operation<T>>? Mask { get; init; }

    /// <summary>The batch norms whose running statistics training must move.</summary>
    internal IReadOnlyList<RunningStatistics<T>> Running => _running;

    /// <summary>Whether a batch norm keeps running statistics.</summary>
    internal bool HasStatistics { get; private set; }

    /// <summary>Runs <paramref name="build"/> with <paramref name="name"/> and a dot before every name.</summary>
    public Operation<T> Scope(string name, Func<Operation<T>> build)
    {
        var outer = _scope;
        _scope = $"{outer}{name}.";
        try
        {
            return build();
        }
        finally
        {
            _scope = outer;
        }
    }

    /// <summary>The parameter called <paramref name="name"/>; asked twice, the same one.</summary>
    /// <exception cref="ArgumentException">It was asked before with another shape.</exception>
    public Operation<T> Parameter(string name, Shape shape, Initializer initializer, StoredOrder? stored = null)
    {
        var full = _scope + name;
        if (_nodes.TryGetValue(full, out var node))
        {
            if (!node.Shape.Equals(shape)) throw new ArgumentException($"Parameter '{full}' is {node.Shape} and {shape}; a shared parameter has one shape.", nameof(shape));
            return node;
        }

        if (Fixed is not null) return _nodes[full] = Fixed.Node(full, shape);
        if (!_isTrained(full)) return _nodes[full] = Read(Keep(full, shape, initializer));
        var info = new ParameterInfo(full, _parameters.Count == 0 ? 0 : _parameters[^1].Offset + _parameters[^1].Length, shape, initializer) { Stored = stored };
        _parameters.Add(info);
        return _nodes[full] = new Parameter<T>(full, info.Offset, shape);
    }

    /// <summary>The running statistic called <paramref name="name"/>, noted but not read by this graph; asked twice, the same one.</summary>
    /// <exception cref="ArgumentException">It was asked before with another shape.</exception>
    public StateInfo State(string name, Shape shape, Initializer initializer)
    {
        HasStatistics = true;
        return Keep(_scope + name, shape, initializer);
    }

    /// <summary>A node that carries a state.</summary>
    public Operation<T> Read(StateInfo state)
    {
        if (Fixed is not null) return Fixed.Node(state.Name, state.Shape);
        var node = new Input<T>(state.Name, state.Shape, hasExamples: false);
        _stateInputs.Add((state, node));
        return node;
    }

    /// <summary>A node of noise that training fills at each step; zeros in other uses.</summary>
    /// <param name="shape">Of one example: all of a batch share it.</param>
    public Operation<T> Field(Shape shape)
    {
        var node = new Input<T>($"{_scope}field", shape, hasExamples: false);
        _fields.Add(node);
        return node;
    }

    /// <summary>Notes that <paramref name="node"/> is a feature map.</summary>
    /// <returns>What to go on with: the map, unless its channels are masked.</returns>
    internal Operation<T> Feature(string name, Operation<T> node)
    {
        var full = _scope + name;
        node = Mask?.Invoke(full, node) ?? node;
        _features.RemoveAll(inner => inner.Name.StartsWith($"{full}.", StringComparison.Ordinal));
        _features.Add((full, node));
        return node;
    }

    /// <summary>A node of zeros and ones that training draws at each step, one number a channel; all ones unless somebody draws.</summary>
    public Operation<T> Select(string name, Shape channels, StochNormSettings settings)
    {
        var node = new Input<T>(_scope + name, channels, hasExamples: false);
        _selections.Add(new ChannelSelection<T>(node, settings));
        return node;
    }

    /// <summary>Notes that training must move the running statistics of a batch norm.</summary>
    internal void Track(RunningStatistics<T> statistics) => _running.Add(statistics);

    private StateInfo Keep(string name, Shape shape, Initializer initializer)
    {
        if (_stateNames.TryGetValue(name, out var found))
        {
            if (!found.Shape.Equals(shape)) throw new ArgumentException($"State '{name}' is {found.Shape} and {shape}; a shared state has one shape.", nameof(shape));
            return found;
        }

        var info = new StateInfo(name, _states.Count == 0 ? 0 : _states[^1].Offset + _states[^1].Length, shape, initializer);
        _states.Add(info);
        return _stateNames[name] = info;
    }
}
