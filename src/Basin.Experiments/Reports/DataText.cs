using System.Collections.Immutable;
using System.Text;
using Basin.Models.Data;

namespace Basin.Experiments.Reports;

/// <summary>Data sets as plain text.</summary>
public static class DataText
{
    /// <summary>The named sets, a line each.</summary>
    public static string Of(ImmutableArray<CatalogEntry> entries)
    {
        var width = entries.Max(entry => entry.Name.Length);
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            var where = entry.IsEmbedded ? "" : entry.FoundAt is { } found ? $"  [{found}]" : $"  [missing; looked for {string.Join(", ", entry.LookedAt)}]";
            text.Append(entry.Name.PadRight(width)).Append("  ").Append(entry.Description).Append(where).Append('\n');
        }

        return text.Append("\nFiles are looked for where ").Append(DataCatalog.FolderVariable).Append(" points, then in ../shared/data.\n").ToString();
    }

    /// <summary>What is in a data set and what is wrong with it, the verdict first.</summary>
    public static string Of(DataReport report)
    {
        var text = new StringBuilder();
        var fatal = report.Problems.Count(problem => problem.IsFatal);
        var doubtful = report.Problems.Length - fatal;
        text.Append(report.Path).Append(": ")
            .Append(fatal > 0 ? "cannot be used as it is" : doubtful > 0 ? "can be used; look at what is doubtful" : "nothing wrong found").Append(".\n");
        foreach (var problem in report.Problems) text.Append(problem.IsFatal ? "  wrong     " : "  doubtful  ").Append(problem).Append('\n');
        foreach (var part in report.Parts) Append(text, part);
        if (report.SharedExamples > 0) text.Append("\n  ").Append(Numbers.Count(report.SharedExamples)).Append(" test inputs are training inputs too\n");
        if (report.Files.Length > 0) text.Append('\n');
        foreach (var file in report.Files) text.Append("  ").Append(file.Sha256).Append("  ").Append(file.Path).Append(" (").Append(Numbers.Count(file.Bytes)).Append(" bytes)\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, DataPartFacts part)
    {
        text.Append('\n').Append(part.Name).Append(": ").Append(Numbers.Count(part.Count)).Append(" examples of shape ").Append(part.ExampleShape);
        if (part.Targets is { } targets) text.Append(", ").Append(targets);
        text.Append('\n');
        Append(text, "inputs", part.Inputs);
        if (part.Targets is { AreClasses: false }) Append(text, "targets", part.TargetValues);
        if (part.ConstantFeatures > 0) text.Append("  ").Append(Numbers.Count(part.ConstantFeatures)).Append(" inputs are the same in every example\n");
        if (part.Duplicates > 0) text.Append("  ").Append(Numbers.Count(part.Duplicates)).Append(" examples repeat an earlier one\n");
        if (part.ClassCounts.Length == 0) return;
        var (fewest, most) = (part.ClassCounts.MinBy(count => count.Examples)!, part.ClassCounts.MaxBy(count => count.Examples)!);
        text.Append("  examples a class: ").Append(Numbers.Count(fewest.Examples)).Append(" (").Append(fewest.Name ?? $"class {fewest.Index}")
            .Append(") to ").Append(Numbers.Count(most.Examples)).Append(" (").Append(most.Name ?? $"class {most.Index}").Append(")\n");
    }

    private static void Append(StringBuilder text, string name, ValueSummary values)
    {
        text.Append("  ").Append(name).Append(" from ").Append(Numbers.Short(values.Min)).Append(" to ").Append(Numbers.Short(values.Max)).Append(", mean ").Append(Numbers.Short(values.Mean));
        if (values.NonFinite > 0) text.Append(", ").Append(Numbers.Count(values.NonFinite)).Append(" not finite");
        text.Append('\n');
    }
}
