namespace Basin.Experiments.Figures;

/// <summary>Colours that stay apart for colour-blind eyes and in grey print, on light and on dark paper.</summary>
/// <remarks>Source: Okabe and Ito, Color Universal Design (2008); the dark set is the same hues, lighter.</remarks>
internal static class Palette
{
    /// <summary>The rules that every figure needs, to be stated once a document.</summary>
    public static string Css { get; } = Rules("#1b1f24", "#57606a", "#d8dee4", ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#9a6700"])
        + "@media (prefers-color-scheme:dark){" + Rules("#e6edf3", "#9ba6b2", "#353c45", ["#56b4e9", "#ff9b55", "#3fd6a8", "#e5a3c8", "#f0c84b"]) + "}";

    private static string Rules(string ink, string soft, string grid, string[] colors)
    {
        var rules = $".f-ink{{fill:{ink}}}.f-soft{{fill:{soft}}}.f-grid{{stroke:{grid}}}.f-axis,.f-c-1{{stroke:{soft}}}.f-p-1{{fill:{soft}}}";
        for (var i = 0; i < colors.Length; i++) rules += $".f-c{i}{{stroke:{colors[i]}}}.f-p{i}{{fill:{colors[i]}}}";
        return rules;
    }
}
