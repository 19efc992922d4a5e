using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>What must hold of examples before a network sees them.</summary>
internal static class DataSetChecks
{
    public static void Require<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (data.TargetValues.Length == 0)
            throw BadInputException.At(data.Name, "there are no examples", "at least one", "Check the file.");
        if (data.TargetValues.Length != data.Count * data.Targets.Width || data.Inputs.Length != (long)data.Count * data.ExampleShape.Length || data.ExampleShape.Length == 0)
            throw new ArgumentException($"'{data.Name}' has {data.Inputs.Length} inputs and {data.TargetValues.Length} targets, which is not {data.Count} examples of {data.ExampleShape} with {data.Targets}.");
        if (data.ClassNames.Length > 0 && (!data.Targets.AreClasses || data.ClassNames.Length != data.Targets.Count))
            throw new ArgumentException($"'{data.Name}' has {data.ClassNames.Length} class names for {data.Targets}.");
        RequireFinite(data.Name, "inputs", data.Inputs, data.ExampleShape);
        RequireFinite(data.Name, "targets", data.TargetValues, new Shape(data.Targets.Width));
        if (data.Targets.AreClasses) RequireClasses(data);
    }

    /// <summary>Where element <paramref name="index"/> of [n, example] lies, in words.</summary>
    public static string Position(long index, Shape example)
    {
        var within = index % example.Length;
        var axes = new long[example.Rank];
        for (var axis = example.Rank - 1; axis >= 0; axis--)
        {
            axes[axis] = within % example[axis];
            within /= example[axis];
        }

        return example.Length == 1 ? $"example {index / example.Length}" : $"example {index / example.Length}, element [{string.Join(", ", axes)}]";
    }

    /// <summary>Refuses NaN and infinity, with their number and the first place.</summary>
    public static void RequireFinite<T>(string name, string what, ReadOnlySpan<T> values, Shape example)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (count, first) = Finiteness.Find(values);
        if (count == 0) return;
        var hint = typeof(T) == typeof(float) && T.IsInfinity(values[first]) ? " Values above 3.4e38 need float64." : "";
        throw BadInputException.At(name, $"{count:N0} of the {what} are NaN or infinite, the first ({values[first]}) at {Position(first, example)}", "finite numbers", $"Remove or fill in those examples.{hint}");
    }

    private static void RequireClasses<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var limit = T.CreateTruncating(data.Targets.Count);
        for (var i = 0; i < data.Count; i++)
        {
            var label = data.TargetValues[i];
            if (label < T.Zero || label >= limit || !T.IsInteger(label))
                throw BadInputException.At(data.Name, $"label {label} at example {i}", $"a class from 0 to {data.Targets.Count - 1}", "Correct the label, or state the number of classes.");
        }
    }
}
