using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Numerics;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Models.Networks;

/// <summary>Some of the windows on θ, by name: a subset of the parameters, or one layer's.</summary>
/// <param name="Name">What to call it: a pattern or a layer.</param>
/// <param name="Windows">In order of offset, at least one.</param>
public sealed record ParameterSelection(string Name, ImmutableArray<ParameterInfo> Windows)
{
    /// <summary>m, the number of parameters selected.</summary>
    public int Count { get; } = Windows.Sum(window => window.Length);

    /// <summary>The parameters whose names match one of the patterns.</summary>
    /// <param name="parameters">A network's.</param>
    /// <param name="patterns">Names in which <c>*</c> stands for any characters and <c>?</c> for one, such as <c>fc.*</c>.</param>
    /// <exception cref="BadInputException">None matches; the message lists the names.</exception>
    public static ParameterSelection Matching(IReadOnlyList<ParameterInfo> parameters, params IReadOnlyList<string> patterns)
    {
        ImmutableArray<ParameterInfo> windows = [.. parameters.Where(parameter => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, parameter.Name, ignoreCase: false)))];
        return windows.Length > 0 ? new ParameterSelection(string.Join(", ", patterns), windows) : throw BadInputException.At(
            "parameter selection", $"no parameter called '{string.Join("' or '", patterns)}'", "a pattern that matches at least one", $"There are {string.Join(", ", parameters.Select(parameter => parameter.Name))}.");
    }

    /// <summary>One selection a layer: the parameters that share a name up to its last dot, in order of their first offset.</summary>
    /// <param name="parameters">A network's.</param>
    public static ImmutableArray<ParameterSelection> Layers(IReadOnlyList<ParameterInfo> parameters) =>
        [.. parameters.GroupBy(parameter => LayerOf(parameter.Name)).Select(layer => new ParameterSelection(layer.Key, [.. layer]))];

    /// <summary>x = Pᵀθ: picks the selected elements.</summary>
    /// <param name="all">p elements.</param>
    /// <param name="selected">m elements; overwritten.</param>
    public void Gather<T>(ReadOnlySpan<T> all, Span<T> selected)
    {
        foreach (var window in Windows)
        {
            all.Slice(window.Offset, window.Length).CopyTo(selected);
            selected = selected[window.Length..];
        }
    }

    /// <summary>Puts selected elements in their places; the others stay.</summary>
    /// <param name="selected">m elements.</param>
    /// <param name="all">p elements.</param>
    public void Scatter<T>(ReadOnlySpan<T> selected, Span<T> all)
    {
        foreach (var window in Windows)
        {
            selected[..window.Length].CopyTo(all.Slice(window.Offset, window.Length));
            selected = selected[window.Length..];
        }
    }

    /// <summary>
    /// Σ xᵢyᵢ over the selection. With y = Ax for a vector x of random signs it estimates the trace of A's block, unbiased: one probe
    /// serves every layer.
    /// </summary>
    /// <param name="x">p elements.</param>
    /// <param name="y">p elements.</param>
    public double Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = 0.0;
        foreach (var window in Windows) sum += Vectors.Dot(x.Slice(window.Offset, window.Length), y.Slice(window.Offset, window.Length));
        return sum;
    }

    private static string LayerOf(string name) => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name;
}
