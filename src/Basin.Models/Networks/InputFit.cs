using System.Numerics;
using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>
/// Gives examples the shape that a network from elsewhere reads, where the two differ only in how the same numbers are
/// listed. Flat inputs of images are taken channel by channel, as frameworks flatten them.
/// </summary>
internal static class InputFit
{
    private const int ImageRank = 3;

    /// <param name="name">The network's, for messages.</param>
    /// <param name="wanted">The shape of one example; images are (height, width, channels).</param>
    /// <param name="data">The examples.</param>
    /// <param name="notes">Gets a sentence when something had to be done.</param>
    /// <exception cref="BadInputException">The shapes have nothing to do with each other.</exception>
    public static DataSet<T> Apply<T>(string name, Shape wanted, DataSet<T> data, ICollection<string> notes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var found = data.ExampleShape;
        if (found.Equals(wanted)) return data;
        if (found.Length != wanted.Length) throw Refusal("Use the data that the network was made for.");
        if (wanted.Rank == 1 && found is { Rank: ImageRank } && found[2] > 1)
        {
            notes.Add($"Images of shape {found} are read channel by channel into the network's {wanted}.");
            return data.WithShape(wanted, ChannelByChannel(data));
        }

        if (!IsSameOrder(found, wanted))
            throw Refusal(found.Rank == 1 ? "A flat list does not say in which order it has pixels and channels: save the images as an array [n, height, width, channels]."
                : IsChannelsFirst(found, wanted) ? "Transpose the images to [n, height, width, channels], or say that their channels come first."
                : "Reshape the examples.");
        notes.Add($"Examples of shape {found} are read as the network's {wanted}, in the same order.");
        return data.WithShape(wanted);

        BadInputException Refusal(string advice) =>
            BadInputException.At(data.Name, $"examples of shape {found}", $"{wanted}, which network '{name}' reads", advice);
    }

    // Row-major numbers keep their order when axes of extent 1 come or go, and when all axes are laid out in one.
    private static bool IsSameOrder(Shape found, Shape wanted) =>
        wanted.Rank == 1
        || (found.Rank == 1 && (wanted.Rank != ImageRank || wanted[2] == 1))
        || Essential(found).SequenceEqual(Essential(wanted));

    private static IEnumerable<int> Essential(Shape shape) => shape.Extents.Where(extent => extent != 1);

    private static bool IsChannelsFirst(Shape found, Shape wanted) =>
        found.Rank == ImageRank && wanted.Rank == ImageRank && found.Equals(new Shape(wanted[2], wanted[0], wanted[1]));

    private static T[] ChannelByChannel<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (channels, pixels) = (data.ExampleShape[2], data.ExampleShape.Count(..2));
        var turned = GC.AllocateUninitializedArray<T>(data.Inputs.Length);
        for (var e = 0; e < data.Count; e++)
        {
            var from = data.Input(e);
            var to = turned.AsSpan(e * channels * pixels, channels * pixels);
            for (var i = 0; i < pixels; i++)
                for (var c = 0; c < channels; c++) to[(c * pixels) + i] = from[(i * channels) + c];
        }

        return turned;
    }
}
