using System.Globalization;

namespace Basin.Experiments.Figures;

/// <summary>Numbers in [0, 1] as colours from dark to light, each lighter than the one before: it reads in grey and for every eye.</summary>
/// <remarks>Source: viridis by Smith and van der Walt (2015, public domain), between nine of its colours.</remarks>
internal static class ColorScale
{
    /// <summary>Colours that are told apart.</summary>
    public const int Steps = 32;

    private static readonly int[] s_anchors = [0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725];

    /// <summary>The step that holds <paramref name="share"/>.</summary>
    public static int Step(double share) => Math.Clamp((int)(Steps * share), 0, Steps - 1);

    /// <summary>The colour of a step, such as #21918c.</summary>
    public static string Color(int step)
    {
        var place = step * (s_anchors.Length - 1) / (double)(Steps - 1);
        var below = Math.Min((int)place, s_anchors.Length - 2);
        var (low, high, part) = (s_anchors[below], s_anchors[below + 1], place - below);
        var color = 0;
        for (var shift = 16; shift >= 0; shift -= 8)
        {
            var (from, to) = ((low >> shift) & 255, (high >> shift) & 255);
            color |= (int)Math.Round(from + (part * (to - from))) << shift;
        }

        return "#" + color.ToString("x6", CultureInfo.InvariantCulture);
    }
}
