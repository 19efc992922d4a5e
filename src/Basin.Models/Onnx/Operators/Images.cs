using Basin.Models.Networks;

namespace Basin.Models.Onnx.Operators;

/// <summary>Orders of axes that operators on images want.</summary>
internal static class Images
{
    /// <summary>Channels, ONNX's axis 1, last.</summary>
    public static int[] ChannelsLast(int rank) => rank < 3 ? Permutation.Identity(rank) : [0, .. Enumerable.Range(2, rank - 2), 1];
}
