using System.Numerics;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>How the rows of a (rows, channels) matrix are cut: fixed by the shape, and few enough that partial sums are cheap.</summary>
/// <param name="rows">Rows.</param>
/// <param name="channels">Channels.</param>
internal readonly struct ChannelPartition(int rows, int channels)
{
    private const int MaximalChunks = 64;

    /// <summary>Rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Rows in a chunk.</summary>
    public int Length { get; } = Math.Max(Launch.RowsOf(channels), Launch.Chunks(rows, MaximalChunks));

    /// <summary>The number of chunks.</summary>
    public int Chunks => Launch.Chunks(Rows, Length);

    /// <summary>Adds up one of the sums, in order of chunks, in double.</summary>
    /// <param name="partials">Shape (chunks, sums, channels).</param>
    /// <param name="sums">How many sums there are.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="channel">Which channel.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public unsafe double Total<T>(T* partials, int sums, int which, int channel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var total = 0d;
        for (var chunk = 0; chunk < Chunks; chunk++)
            total += double.CreateTruncating(partials[((((long)chunk * sums) + which) * Channels) + channel]);
        return total;
    }
}
