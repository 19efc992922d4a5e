using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx.Operators;

namespace Basin.Models.Onnx.Tracing;

/// <summary>Runs the nodes of a program once, each turning values into values, for one batch size.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class OnnxTrace<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, TraceValue<T>> _values = [];
    private readonly TraceBudget _budget;
    private readonly FoldCache _cache;
    private readonly Action<string> _note;

    public OnnxTrace(OnnxProgram program, Tracer<T> tracer, ConstantPool<T> pool, FoldCache cache, int examples, Action<string> note)
    {
        (Program, Tracer, Pool, Examples, _cache, _note) = (program, tracer, pool, examples, cache, note);
        _budget = new TraceBudget(examples, program.Graph.StoredBytes);
        foreach (var (name, tensor) in program.Graph.Initializers)
            _values[name] = program.Trained.Contains(name) ? new ParameterValue<T>(new TrainedArray<T>(name, tensor, tracer)) : Constant(tensor);
    }

    public OnnxProgram Program { get; }

    public Tracer<T> Tracer { get; }

    public ConstantPool<T> Pool { get; }

    /// <summary>The batch size.</summary>
    public int Examples { get; }

    /// <summary>The value of a name, given or computed.</summary>
    /// <exception cref="BadInputException">Basin computes no such value.</exception>
    public TraceValue<T> this[string name]
    {
        get => _values.TryGetValue(name, out var value) ? value
            : throw BadInputException.At(Program.Graph.Path, $"'{Printable.Text(name)}' is an output that Basin does not compute", "the first output of its node", "Export the model with another output.");
        set => _values[name] = value;
    }

    public ConstantValue<T> Constant(OnnxTensor tensor) => new(tensor, Pool);

    /// <summary>Runs all nodes.</summary>
    /// <exception cref="BadInputException">A node cannot be run; the message names it.</exception>
    public void Run()
    {
        foreach (var node in Program.Nodes)
        {
            var call = new OnnxCall(node, Program.Graph.Path, Program.Graph.Opset, _budget, _note);
            var inputs = new TraceValue<T>?[node.Inputs.Length];
            for (var i = 0; i < inputs.Length; i++) inputs[i] = node.Inputs[i].Length == 0 ? null : Find(call, node.Inputs[i]);
            var outputs = Run(call, OnnxOperators.Find(call), inputs);
            for (var i = 0; i < Math.Min(outputs.Count, node.Outputs.Length); i++)
                if (node.Outputs[i].Length > 0) _values[node.Outputs[i]] = outputs[i];
        }
    }

    private TraceValue<T> Find(OnnxCall call, string name) => _values.TryGetValue(name, out var value) ? value
        : throw call.Bad($"its input '{Printable.Text(name)}' is an output that Basin does not compute", "the first output of that node");

    private IReadOnlyList<TraceValue<T>> Run(OnnxCall call, OnnxOperator definition, TraceValue<T>?[] inputs)
    {
        try
        {
            var outputs = inputs.All(input => input is null or { Constant: not null })
                ? Fold(call, definition, inputs)
                : definition.Build(call, new TraceInputs<T>(call, inputs, this));
            call.RequireAllAsked();
            foreach (var output in outputs) Check(call, output);
            return outputs;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or DivideByZeroException)
        {
            var shapes = string.Join(", ", inputs.Select(input => input?.Shape.ToString() ?? "nothing"));
            throw call.Bad($"inputs of shape {shapes} ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})", "inputs that fit the operator", cause: e);
        }
    }

    private IReadOnlyList<TraceValue<T>> Fold(OnnxCall call, OnnxOperator definition, TraceValue<T>?[] inputs)
    {
        OnnxTensor?[] constants = [.. inputs.Select(input => input?.Constant)];
        if (_cache.Find(call.Node, constants) is { } known)
        {
            call.Ignore([.. call.Node.Attributes.Select(attribute => attribute.Name)]);
            call.IgnoreInputs(0);
            return [.. known.Select(Constant)];
        }

        var folded = definition.Fold(call, new FoldInputs(call, [.. constants.Select(Wide)])) ?? Evaluate(call, definition, inputs);
        _cache.Keep(call.Node, constants, folded);
        return [.. folded.Select(Constant)];
    }

    // Floating-point constants are folded in float64, whatever the file keeps them in: less is lost, and there is one type to fold.
    private static OnnxTensor? Wide(OnnxTensor? constant) => constant is null || !constant.Type.IsFloat() || constant.Type == ElementType.Float64 ? constant
        : OnnxTensor.Of(constant.Shape, constant.To<double>());

    // An operator without arithmetic of its own for constants is built from constant nodes and evaluated.
    private List<OnnxTensor> Evaluate(OnnxCall call, OnnxOperator definition, TraceValue<T>?[] inputs)
    {
        var folded = new List<OnnxTensor>();
        foreach (var output in definition.Build(call, new TraceInputs<T>(call, inputs, this)))
        {
            Check(call, output);
            if (output.Constant is null && !output.Type.IsFloat())
                throw call.Bad($"constants of type {output.Type}", "floating-point numbers");
            if (output.Constant is null) call.FoldedShape(ElementType.Float64, [.. output.Shape.Extents]);
            folded.Add(output.Constant ?? OnnxTensor.Of(output.Shape, NodeEvaluation.Evaluate(output.Plain(), Tracer)));
        }

        return folded;
    }

    private void Check(OnnxCall call, TraceValue<T> output)
    {
        if (output is NodeValue<T> && output.Shape.Length == 0)
            throw call.Bad($"a result of shape {output.Shape}, without elements", "at least one element");
        var fits = output.Constant is { } folded ? _budget.TakeFolded(folded.Bytes.Length) : _budget.MayHave(output.Shape.Length) && _budget.Take(output.Shape.Length);
        if (!fits)
            throw call.Bad($"results that need too much memory, here one of shape {output.Shape}", $"at most {TraceBudget.Elements:N0} numbers an example", "Is the file intact? If so, use a smaller model.");
    }
}
