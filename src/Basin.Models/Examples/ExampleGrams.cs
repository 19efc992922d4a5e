using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;
using Basin.Numerics.Memory;

namespace Basin.Models.Examples;

/// <summary>
/// Inner products of the rows of <see cref="ExampleRows{T}"/>: all pairs, or those within an example. Each example stands in a batch
/// once for each of its cotangents, so that layers can multiply without forming the rows.
/// </summary>
internal sealed unsafe class ExampleGrams<T>(
    Model<T> model, DataSet<T> data, NativeBuffer<T> parameters, NativeBuffer<T> state, Shards<T> shards, ExampleRows<T> rows, ObjectiveOptions options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RowsInBatch = 16;

    /// <summary>Passes backwards through one example since the beginning, without those of the rows.</summary>
    public long Passes { get; private set; }

    /// <summary>All pairs.</summary>
    /// <param name="seeds">The cotangents.</param>
    /// <param name="first">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="gram">Shape (N, N) with N = count · columns, examples slowest.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    public void Gram(HeadSeeds<T> seeds, int first, int count, Span<T> gram, CancellationToken cancellationToken)
    {
        var all = (long)count * seeds.Columns;
        if (shards.WhyNotApart is not null || all == 1 || all * shards.BytesPerExample > options.MemoryBytes)
        {
            ByRows(seeds, first, count, gram, cancellationToken);
            return;
        }

        using var batch = new SeededBatch<T>(model, (int)all, parameters, options, single: false);
        Compute(batch, seeds, first, first + count, gram);
    }

    /// <summary>Pairs within an example.</summary>
    /// <param name="seeds">The cotangents.</param>
    /// <param name="blocks">Shape (n, columns, columns).</param>
    /// <param name="cancellationToken">Checked once a batch.</param>
    public void Blocks(HeadSeeds<T> seeds, Span<T> blocks, CancellationToken cancellationToken)
    {
        int columns = seeds.Columns, square = columns * columns, n = data.Count;
        var size = Math.Min(n, Math.Max(1, RowsInBatch / columns));
        using var batch = shards.WhyNotApart is null && size * columns > 1 ? new SeededBatch<T>(model, size * columns, parameters, options, single: false) : null;
        var (width, gram) = (size * columns, new T[size * columns * size * columns]);
        for (var start = 0; start < n; start += size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(size, n - start);
            if (batch is null) Gram(seeds, start, count, gram.AsSpan(0, count * columns * count * columns), cancellationToken);
            else Compute(batch, seeds, start, start + count, gram);
            var stride = batch is null ? count * columns : width;
            for (var e = 0; e < count; e++)
                for (var c = 0; c < columns; c++)
                    gram.AsSpan((((e * columns) + c) * stride) + (e * columns), columns).CopyTo(blocks.Slice(((start + e) * square) + (c * columns), columns));
        }
    }

    private void Compute(SeededBatch<T> batch, HeadSeeds<T> seeds, int first, int end, Span<T> gram)
    {
        batch.Evaluate(data, state, first, end, seeds.Columns);
        batch.Seed(seeds, column: null);
        Passes += (long)(end - first) * seeds.Columns;
        batch.Gradients!.PrepareFromHead();
        batch.Gradients.Gram(gram);
    }

    // Blocks of examples against blocks of examples, as large as memory allows.
    private void ByRows(HeadSeeds<T> seeds, int first, int count, Span<T> gram, CancellationToken cancellationToken)
    {
        var (p, columns, all) = (parameters.Length, seeds.Columns, count * seeds.Columns);
        var block = (int)Math.Clamp(options.MemoryBytes / 2 / (sizeof(T) * p * columns), 1, count);
        var length = block * columns * p;
        using var mine = new NativeBuffer<T>(length);
        using var others = new NativeBuffer<T>(block < count ? length : 0);
        fixed (T* target = gram)
        {
            for (var i = 0; i < count; i += block)
            {
                var height = Math.Min(block, count - i);
                rows.Write(seeds, first + i, height, mine.Pointer, cancellationToken);
                for (var j = i; j < count; j += block)
                {
                    var width = Math.Min(block, count - j);
                    if (j > i) rows.Write(seeds, first + j, width, others.Pointer, cancellationToken);
                    var with = new Matrix<T>(j > i ? others.Pointer : mine.Pointer, (int)p);
                    Gemm.Multiply(
                        options.Workers, height * columns, width * columns, (int)p, new Matrix<T>(mine.Pointer, (int)p), with.Transposed,
                        target + (((long)i * columns * all) + (j * columns)), all, accumulate: false);
                }
            }

            for (var i = 0; i < all; i++)
                for (var j = 0; j < i; j++) target[((long)i * all) + j] = target[((long)j * all) + i];
        }
    }
}
