using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Memory;

namespace Basin.Models.Examples;

/// <summary>
/// Writes rows Jₑᵀc for examples e and their cotangents c: a batch of examples a pass where the graph can tell them apart, one
/// example at a time (always right, never fast) where it cannot.
/// </summary>
internal sealed unsafe class ExampleRows<T>(
    Model<T> model, DataSet<T> data, NativeBuffer<T> parameters, NativeBuffer<T> state, Shards<T> shards, ObjectiveOptions options) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private SeededBatch<T>? _batch;

    /// <summary>Rows written since the beginning, each a pass backwards through one example.</summary>
    public long Passes { get; private set; }

    /// <param name="seeds">The cotangents.</param>
    /// <param name="first">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Shape (count, columns, p).</param>
    /// <param name="cancellationToken">Checked once a batch.</param>
    public void Write(HeadSeeds<T> seeds, int first, int count, T* rows, CancellationToken cancellationToken)
    {
        if (count == 0) return;
        var single = shards.WhyNotApart is not null;

        // A graph of one example may have lost the axis that it counts examples on; of two, one is then there twice.
        Reserve(single ? 1 : Math.Max(2, Math.Min(count, shards.Size)), single);
        var (p, batch) = (parameters.Length, _batch!);
        for (var start = first; start < first + count; start += batch.Size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var examples = Math.Min(batch.Size, first + count - start);
            batch.Evaluate(data, state, start, start + examples);
            for (var column = 0; column < seeds.Columns; column++)
            {
                var target = rows + (((((long)start - first) * seeds.Columns) + column) * p);
                batch.Seed(seeds, column);
                Passes += examples;
                if (batch.Gradients is { } gradients)
                {
                    gradients.PrepareFromHead();
                    gradients.Write(0, examples, target, seeds.Columns * p);
                }
                else
                {
                    batch.Plan.HeadAdjoint.CopyTo(batch.Plan.HeadCotangent());
                    batch.Plan.PullHead();
                    batch.Plan.Product().CopyTo(new Span<T>(target, (int)p));
                }
            }
        }
    }

    public void Dispose() => _batch?.Dispose();

    // A batch that is too small or far too large would cost more passes than it saves.
    private void Reserve(int size, bool single)
    {
        if (_batch is not null && _batch.Size >= size && _batch.Size < 2 * size) return;
        _batch?.Dispose();
        _batch = null;
        _batch = new SeededBatch<T>(model, size, parameters, options, single);
    }
}
