using System.Collections.Immutable;
using System.IO.Enumeration;
using Basin.Models.Data;
using Basin.Models.Networks;

namespace Basin.Models.Onnx;

/// <summary>Which stored arrays are trained.</summary>
internal static class ParameterChoice
{
    private const int Shown = 20;

    /// <summary>The floating-point arrays, scalars apart, whose names match.</summary>
    public static ImmutableHashSet<string> Of(OnnxGraph graph, OnnxOptions options) =>
        [.. Candidates(graph).Where(name => options.Parameters.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)))];

    /// <summary>Refuses a model without parameters, or without those asked for.</summary>
    public static void RequireSome(OnnxGraph graph, OnnxOptions options, ImmutableArray<OnnxParameter> parameters)
    {
        if (parameters.Length > 0) return;
        var names = Candidates(graph).ToArray();
        if (names.Length == 0)
            throw BadInputException.At(graph.Path, "it has no parameters (floating-point initializers)", "at least one", "Export it with its weights as initializers: in torch, export_params=True.");
        var list = string.Join(", ", names.Take(Shown).Select(name => $"'{Printable.Text(name, 120)}'")) + (names.Length > Shown ? $" and {names.Length - Shown} more" : "");
        throw BadInputException.At(graph.Path, $"no parameter is called {string.Join(" or ", options.Parameters.Select(pattern => $"'{Printable.Text(pattern)}'"))}", $"one of {list}", "Choose others with --parameters; * stands for any letters.");
    }

    /// <summary>Refuses parameters that are NaN or infinite.</summary>
    public static void RequireFinite(OnnxGraph graph, ImmutableArray<OnnxParameter> parameters)
    {
        var names = parameters.Select(parameter => parameter.Name).ToHashSet();
        foreach (var (name, tensor) in graph.Initializers)
        {
            if (!names.Contains(name)) continue;
            var (count, first) = tensor.NotFinite;
            if (count > 0)
                throw BadInputException.At($"{graph.Path}, initializer '{Printable.Text(name, 120)}'", $"{count:N0} of {tensor.Length:N0} numbers are not finite, the first at {first:N0}", "finite parameters", "The training that wrote it has diverged: use an earlier checkpoint.");
        }
    }

    /// <summary>Says which arrays the network does not train, and why.</summary>
    public static IEnumerable<string> Notes(OnnxGraph graph, ImmutableHashSet<string> trained, IReadOnlyList<ParameterInfo> parameters)
    {
        var constant = Candidates(graph).Count() - trained.Count;
        if (constant > 0) yield return $"{constant} of the stored arrays are kept constant; {parameters.Count} are parameters.";
        var read = graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Name)).ToHashSet();
        string[] unused = [.. trained.Where(name => !read.Contains(name)).Order(StringComparer.Ordinal)];
        if (unused.Length > 0)
            yield return $"Nothing reads {string.Join(", ", unused.Take(Shown).Select(name => $"'{Printable.Text(name, 120)}'"))}{(unused.Length > Shown ? $" and {unused.Length - Shown} more" : "")}: the loss does not depend on {(unused.Length == 1 ? "it" : "them")}.";
    }

    private static IEnumerable<string> Candidates(OnnxGraph graph) =>
        graph.Initializers.Where(entry => entry.Value.Type.IsFloat() && entry.Value.Shape.Rank > 0 && entry.Value.Length > 0).Select(entry => entry.Key);
}
