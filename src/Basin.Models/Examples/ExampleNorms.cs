using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;

namespace Basin.Models.Examples;

/// <summary>‖gₑ‖² of every example, shard by shard on what the shards keep; from rows where the graph cannot tell examples apart.</summary>
internal sealed unsafe class ExampleNorms<T>(Shards<T> shards, ExampleRows<T> rows, int parameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Passes backwards through one example since the beginning, without those of the rows.</summary>
    public long Passes { get; private set; }

    public void Write(Span<T> norms, CancellationToken cancellationToken)
    {
        if (shards.WhyNotApart is not null)
        {
            WriteByRows(norms, 0, cancellationToken);
            return;
        }

        for (var i = 0; i < shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = shards.At(i, Derivatives.None);
            if (batch.Examples == 1)
            {
                // The last shard, whose graph may have lost the axis that it counts examples on.
                WriteByRows(norms.Slice(start, 1), start, cancellationToken);
                continue;
            }

            using var gradients = new ExampleGradients<T>(batch.Plan);
            gradients.Prepare();
            Passes += batch.Examples;
            shards.ForgetAdjoints(i);
            gradients.SquaredNorms(norms.Slice(start, batch.Examples));
        }
    }

    private void WriteByRows(Span<T> norms, int first, CancellationToken cancellationToken)
    {
        using var row = new NativeBuffer<T>(parameterCount);
        var seeds = new LossSeeds<T>();
        for (var e = 0; e < norms.Length; e++)
        {
            rows.Write(seeds, first + e, 1, row.Pointer, cancellationToken);
            norms[e] = T.CreateTruncating(Vectors.Dot<T>(row.Span, row.Span));
        }
    }
}
