using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>Colours that stay apart for colour-blind eyes and in grey print, on light and on dark paper.</summary>
/// <remarks>
/// Source of the first four: Okabe and Ito, Color Universal Design (2008); on dark paper the same hues, lighter. The others were chosen
/// for their distance from these to normal eyes and to those without red or green cones.
/// </remarks>
internal static class Palette
{
    /// <summary>On light paper.</summary>
    public static ImmutableArray<string> Light { get; } = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#3d1f00", "#332288"];

    /// <summary>On dark paper.</summary>
    public static ImmutableArray<string> Dark { get; } = ["#56b4e9", "#ff9b55", "#3fd6a8", "#e5a3c8", "#f0c84b", "#7755ff"];

    /// <summary>Light paper.</summary>
    public const string LightPaper = "#ffffff";

    /// <summary>Dark paper.</summary>
    public const string DarkPaper = "#12161b";

    /// <summary>The rules that every figure needs, to be stated once a document. Print is light, whatever the screen is.</summary>
    public static string Css { get; } = Rules(LightPaper, "#1b1f24", "#57606a", "#d8dee4", Light)
        + "@media screen and (prefers-color-scheme:dark){" + Rules(DarkPaper, "#e6edf3", "#9ba6b2", "#353c45", Dark) + "}";

    /// <summary>Which of the colours a mark has: past the last they begin again, and −1 is the colour of the frame.</summary>
    public static int Index(int color) => color < 0 ? -1 : color % Light.Length;

    /// <summary>Whether the colours have begun again, so that something else must tell marks apart.</summary>
    public static bool IsSecondLap(int color) => color >= Light.Length;

    private static string Rules(string paper, string ink, string soft, string grid, ImmutableArray<string> colors)
    {
        var rules = $".f-ink{{fill:{ink}}}.f-soft{{fill:{soft}}}.f-grid{{stroke:{grid}}}.f-axis,.f-c-1{{stroke:{soft}}}.f-p-1{{fill:{soft}}}.f-halo{{stroke:{paper}}}.f-error{{stroke:{ink}}}";
        for (var i = 0; i < colors.Length; i++) rules += $".f-c{i}{{stroke:{colors[i]}}}.f-p{i}{{fill:{colors[i]}}}";
        return rules;
    }
}
