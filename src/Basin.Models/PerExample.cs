using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;

namespace Basin.Models;

/// <summary>
/// Per-example gradients of an objective: shard by shard in one pass each where the graph can tell examples apart, one
/// example at a time (always right, never fast) where it cannot.
/// </summary>
internal sealed unsafe class PerExample<T>(
    Model<T> model, DataSet<T> data, NativeBuffer<T> parameters, NativeBuffer<T> state, Shards<T> shards, ObjectiveOptions options) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PlanOptions _plan = new() { KeepAdjoints = true, Workers = options.Workers };
    private Batch<T>? _single;

    private delegate void Take(ExampleGradients<T> gradients, int start, int count);

    private delegate void TakeOne(int example, ReadOnlySpan<T> gradient);

    public void SquaredNorms(Span<T> norms, CancellationToken cancellationToken)
    {
        fixed (T* target = norms)
        {
            var address = target;
            Each(
                (gradients, start, count) => gradients.SquaredNorms(new Span<T>(address + start, count)),
                (example, gradient) => address[example] = T.CreateTruncating(Vectors.Dot(gradient, gradient)),
                cancellationToken);
        }
    }

    public void Rows(int first, int count, Span<T> rows, CancellationToken cancellationToken)
    {
        var p = (int)parameters.Length;
        fixed (T* target = rows)
        {
            var address = target;
            Each(
                (gradients, start, examples) =>
                {
                    int from = Math.Max(first, start), to = Math.Min(first + count, start + examples);
                    if (from < to) gradients.Write(from - start, to - from, address + ((long)(from - first) * p));
                },
                (example, gradient) =>
                {
                    if (example >= first && example < first + count) gradient.CopyTo(new Span<T>(address + ((long)(example - first) * p), p));
                },
                cancellationToken);
        }
    }

    public void Gram(Span<T> gram, CancellationToken cancellationToken)
    {
        int n = data.Count, p = (int)parameters.Length;
        using var all = new Batch<T>(model, n, options.BatchNorm, parameters, _plan);
        if (Refuses(all.Plan.Graph))
        {
            using var rows = new NativeBuffer<T>((long)n * p);
            var address = rows.Pointer;
            OneByOne(0, n, (example, gradient) => gradient.CopyTo(new Span<T>(address + ((long)example * p), p)), cancellationToken);
            fixed (T* target = gram)
                Gemm.Multiply(options.Workers, n, n, p, new Matrix<T>(address, p), new Matrix<T>(address, p).Transposed, target, n, accumulate: false);
            return;
        }

        all.Fill(data, 0);
        all.FillState(state.Span);
        all.Plan.Evaluate();
        using var gradients = new ExampleGradients<T>(all.Plan);
        gradients.Prepare();
        gradients.Gram(gram);
    }

    public void Dispose() => _single?.Dispose();

    // Whether the graph cannot tell its examples apart; if no graph could, an error.
    private static bool Refuses(Graph<T> graph)
    {
        var reason = ExampleGradients<T>.WhyNot(graph);
        if (reason is not null && graph.Operations.Any(operation => operation.MixesExamples)) throw new NotSupportedException(reason);
        return reason is not null;
    }

    private void Each(Take take, TakeOne takeOne, CancellationToken cancellationToken)
    {
        for (var i = 0; i < shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = shards.At(i, Derivatives.None);
            if (Refuses(batch.Plan.Graph))
            {
                OneByOne(start, batch.Examples, takeOne, cancellationToken);
                continue;
            }

            using var gradients = new ExampleGradients<T>(batch.Plan);
            gradients.Prepare();
            shards.ForgetAdjoints(i);
            take(gradients, start, batch.Examples);
        }
    }

    private void OneByOne(int start, int count, TakeOne take, CancellationToken cancellationToken)
    {
        _single ??= new Batch<T>(model, 1, options.BatchNorm, parameters, _plan);
        _single.FillState(state.Span);
        for (var example = start; example < start + count; example++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _single.Fill(data, example);
            _single.Plan.Evaluate();
            _single.Plan.Backpropagate();
            take(example, _single.Plan.Gradient);
        }
    }
}
