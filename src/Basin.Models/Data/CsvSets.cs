using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Examples from text: one file with a label column, or one of inputs and one of targets.</summary>
internal static class CsvSets
{
    public static RawSet<T> Read<T>(DataPart part, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var path = part.Files[0];
        var table = CsvReader<T>.Read(path, options, hasLabel: part.TargetFile is null);
        if (part.TargetFile is not { } targetPath) return Make(path, table, table.Labels, 1, table.LabelNames);
        var own = options with { LabelColumn = null, Header = null, Delimiter = null };
        var targets = CsvReader<T>.Read(targetPath, own, hasLabel: false);
        if (targets.Rows != table.Rows)
            throw BadInputException.At(targetPath, $"{targets.Rows:N0} targets", $"{table.Rows:N0}, as many as the examples in {path}", "Use the targets that belong to these inputs.");
        return Make(path, table, targets.Values, targets.Features, null);
    }

    private static RawSet<T> Make<T>(string path, CsvTable<T> table, T[] targets, int width, string[]? names)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            Where = path,
            ExampleShape = new Shape(table.Features),
            Inputs = table.Values,
            Targets = targets,
            TargetWidth = width,
            Names = names,
            Meaning = names is not null ? TargetChoice.Classes : width > 1 ? TargetChoice.Values : TargetChoice.Auto,
        };
}
