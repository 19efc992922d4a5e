using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Makes examples of an array of inputs and one of targets, wherever the two came from.</summary>
internal static class ArraySets
{
    private const int ImageRank = 3;

    public static RawSet<T> ReadIdx<T>(DataPart part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = IdxFile.Read<T>(part.Files[0]);
        var y = IdxFile.Read<T>(part.TargetFile!);
        return Join(part.Files[0], part.TargetFile!, x, y, channelsFirst: false, modelShape: null);
    }

    public static RawSet<T> ReadNpy<T>(DataPart part, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = NpyFile.Read<T>(part.Files[0]);
        var y = NpyFile.Read<T>(part.TargetFile!);
        return Join(part.Files[0], part.TargetFile!, x, y, options.ChannelsFirst, options.ModelShape);
    }

    public static RawSet<T> ReadNpz<T>(DataPart part, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var file = NpzFile.Open(part.Files[0]);
        var (xName, yName) = (NpzNames.Find(file, "x" + part.Suffix), NpzNames.Find(file, "y" + part.Suffix));
        var x = file.Read<T>(xName);
        var y = file.Read<T>(yName);
        return Join($"{file.Path}/{xName}", $"{file.Path}/{yName}", x, y, options.ChannelsFirst, options.ModelShape);
    }

    private static RawSet<T> Join<T>(string xWhere, string yWhere, NumericArray<T> x, NumericArray<T> y, bool channelsFirst, Shape? modelShape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape.Rank == 0)
            throw BadInputException.At(xWhere, "the inputs are a single number", "an array whose first axis counts the examples", "Save the inputs as [n, ...].");
        if (y.Shape.Rank is 0 or > 2)
            throw BadInputException.At(yWhere, $"targets of shape {y.Shape}", "[n] class indices or values, or [n, k] values", "Reshape the targets.");
        if (x.Shape[0] != y.Shape[0])
            throw BadInputException.At(yWhere, $"{y.Shape[0]:N0} targets", $"{x.Shape[0]:N0}, as many as the inputs of shape {x.Shape}", "Use the targets that belong to these inputs.");
        if (x.Shape[0] == 0 || x.Shape.Length == 0 || y.Shape.Length == 0)
            throw BadInputException.At(xWhere, $"inputs of shape {x.Shape} and targets of shape {y.Shape}", "at least one example with at least one number", "Check how the arrays were saved.");
        var isInteger = !y.ElementType.IsFloat();
        var width = y.Shape.Rank == 2 ? y.Shape[1] : 1;
        var values = x.Values;
        var isTurned = channelsFirst || (modelShape is not null && IsInOrderOf(modelShape, x.Shape));
        var example = ExampleShape(xWhere, x, isTurned, ref values);
        return new RawSet<T>
        {
            Where = xWhere,
            ExampleShape = example,
            Inputs = values,
            Targets = y.Values,
            TargetWidth = width,
            HasPixels = x.ElementType == ElementType.UInt8 && x.Shape.Rank >= ImageRank,
            Meaning = isInteger && width == 1 ? TargetChoice.Classes : TargetChoice.Values,
        };
    }

    private static Shape ExampleShape<T>(string where, NumericArray<T> x, bool channelsFirst, ref T[] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = x.Shape;
        if (channelsFirst && shape.Rank != ImageRank + 1)
            throw BadInputException.At(where, $"inputs of shape {shape}", "[n, channels, height, width], as channels-first says", "Leave that setting off, or reshape.");
        if (channelsFirst)
        {
            values = ToChannelsLast(values, shape);
            return new Shape(shape[2], shape[3], shape[1]);
        }

        if (LooksChannelsFirst(shape))
            throw BadInputException.At(where, $"inputs of shape {shape}, which look like [n, channels, height, width]", "[n, height, width, channels]", "Say that the channels come first, or transpose with x.transpose(0, 2, 3, 1).");
        if (shape.Rank == 1) return new Shape(1);
        if (shape.Rank == ImageRank && x.ElementType == ElementType.UInt8) return new Shape(shape[1], shape[2], 1);
        return new Shape(shape.Extents.AsSpan()[1..]);
    }

    // [n, 1 or 3, height, width] with images wider than any pixel has channels.
    private static bool LooksChannelsFirst(Shape shape) => shape.Rank == ImageRank + 1 && shape[1] is 1 or 3 && shape[3] > 4;

    private static bool IsInOrderOf(Shape model, Shape shape) => model.Rank == ImageRank
        ? shape.Extents.AsSpan()[1..].SequenceEqual(model.Extents.AsSpan())
        : model.Rank == 1 && LooksChannelsFirst(shape) && shape.Count(1..) == model.Length;

    private static T[] ToChannelsLast<T>(T[] values, Shape shape)
        where T : unmanaged
    {
        var (n, channels, pixels) = (shape[0], shape[1], shape[2] * shape[3]);
        var turned = new T[values.Length];
        for (var i = 0; i < n; i++)
        {
            var start = i * channels * pixels;
            for (var c = 0; c < channels; c++)
            {
                for (var p = 0; p < pixels; p++) turned[start + (p * channels) + c] = values[start + (c * pixels) + p];
            }
        }

        return turned;
    }
}
