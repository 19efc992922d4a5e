using System.Numerics;
using Basin.Models.Layers;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Tracing;

/// <summary>A program as the body of a network: from a batch of examples to its head, (n, k).</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class OnnxBody<T>(OnnxProgram program, OnnxDataInput input, string head, Action<string> note) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConstantPool<T> _pool = new();
    private readonly FoldCache _cache = new();

    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        // What is folded and copied is shared by all builds, also by those on other threads.
        lock (_cache) return Run(tracer, x);
    }

    private Operation<T> Run(Tracer<T> tracer, Operation<T> x)
    {
        var n = x.Shape[0];
        var trace = new OnnxTrace<T>(program, tracer, _pool, _cache, n, note) { [input.Name] = new NodeValue<T>(input.Type, x, input.Order.AsSpan()) };
        trace.Run();
        AddUnread(trace);
        var z = trace[head];
        if (z.Constant is not null || z.Rank == 0 || z.Shape[0] != n || (z.Rank > 2 && z.Shape.Count(2..) != 1))
            throw new ArgumentException($"The output '{head}' has shape {z.Shape} for {n} example{(n == 1 ? "" : "s")}; wanted [{n}, outputs].");
        var plain = z.Plain();
        return z.Rank == 2 ? plain : new Reshape<T>(plain, new Shape(n, z.Shape.Length / n));
    }

    // Parameters that no node reads have zero gradients, but they are there.
    private void AddUnread(OnnxTrace<T> trace)
    {
        var read = program.Graph.Nodes.SelectMany(node => node.Inputs).ToHashSet();
        foreach (var (name, _) in program.Graph.Initializers)
            if (program.Trained.Contains(name) && !read.Contains(name)) trace[name].Plain();
    }
}
