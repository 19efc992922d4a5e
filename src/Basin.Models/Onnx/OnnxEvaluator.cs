using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx.Operators;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Models.Onnx;

/// <summary>
/// Evaluates any graph once: several inputs and outputs of any element type, without examples or a loss. Floating-point inputs
/// go the differentiable way, as parameters, where every operator has a derivative; the others are constants.
/// </summary>
internal static class OnnxEvaluator
{
    /// <summary>The outputs of <paramref name="graph"/>, by name. Floating-point ones are of <typeparamref name="T"/>, whatever the file says.</summary>
    /// <param name="graph">What to evaluate.</param>
    /// <param name="feeds">A value for each input.</param>
    /// <exception cref="BadInputException">A feed is missing, or a node cannot be run.</exception>
    public static Dictionary<string, OnnxTensor> Evaluate<T>(OnnxGraph graph, IReadOnlyDictionary<string, OnnxTensor> feeds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tracer = new Tracer<T>(BatchNormMode.Frozen);
        var trace = Trace(graph, feeds, tracer);
        using var parameters = new NativeBuffer<T>(tracer.Parameters.Sum(parameter => (long)parameter.Length));
        foreach (var parameter in tracer.Parameters)
            parameter.Initializer.Fill(parameters.Span.Slice(parameter.Offset, parameter.Length), new Seed(0).Stream(parameter.Name));
        var results = new Dictionary<string, OnnxTensor>();
        foreach (var output in graph.Outputs)
        {
            var value = trace[output.Name];
            results[output.Name] = value.Constant ?? OnnxTensor.Of(value.Shape, NodeEvaluation.Evaluate(value.Plain(), tracer, parameters));
        }

        return results;
    }

    /// <summary>Builds the graph, with floating-point feeds as parameters of <paramref name="tracer"/>.</summary>
    public static OnnxTrace<T> Trace<T>(OnnxGraph graph, IReadOnlyDictionary<string, OnnxTensor> feeds, Tracer<T> tracer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var isDifferentiable = graph.Nodes.All(node => OnnxOperators.Find(node.Type) is not { HasDerivative: false });
        var program = new OnnxProgram(graph, OnnxProgram.Below(graph, graph.Outputs.Select(output => output.Name)), []);
        var trace = new OnnxTrace<T>(program, tracer, new ConstantPool<T>(), new FoldCache(), 1, static _ => { });
        foreach (var input in graph.Inputs)
        {
            var tensor = feeds.TryGetValue(input.Name, out var found) ? found
                : throw BadInputException.At(graph.Path, $"no value for input '{input.Name}'", "one for each input", "Feed it.");
            trace[input.Name] = isDifferentiable && tensor.Type.IsFloat() && tensor.Length > 0 ? new ParameterValue<T>(new TrainedArray<T>(input.Name, tensor, tracer)) : trace.Constant(tensor);
        }

        trace.Run();

        // An input that comes out as it went in must still become a parameter, before θ is filled.
        foreach (var output in graph.Outputs)
            if (trace[output.Name] is ParameterValue<T> unread) unread.Plain();
        return trace;
    }
}
