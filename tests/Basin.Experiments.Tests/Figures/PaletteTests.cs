using System.Collections.Immutable;
using System.Globalization;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Tests.Figures;

/// <summary>Whether colours stay apart is computed, not felt: contrast by WCAG 2.2, blind eyes by Machado, Oliveira and Fernandes (2009), distance in CIE Lab.</summary>
public sealed class PaletteTests
{
    private static readonly double[][] s_normal = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
    private static readonly double[][] s_withoutRed = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
    private static readonly double[][] s_withoutGreen = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_colour_stands_out_from_its_paper(bool dark)
    {
        var paper = Luminance(dark ? Palette.DarkPaper : Palette.LightPaper);
        foreach (var color in dark ? Palette.Dark : Palette.Light)
        {
            var ink = Luminance(color);
            Assert.InRange((Math.Max(ink, paper) + 0.05) / (Math.Min(ink, paper) + 0.05), 3, 21);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_two_colours_are_told_apart_by_every_eye(bool dark)
    {
        var colors = dark ? Palette.Dark : Palette.Light;
        foreach (var eye in new[] { s_normal, s_withoutRed, s_withoutGreen })
            for (var i = 0; i < colors.Length; i++)
                for (var j = 0; j < i; j++) Assert.InRange(Distance(Seen(colors[i], eye), Seen(colors[j], eye)), 12, 200);
    }

    [Fact]
    public void A_scale_of_colours_grows_lighter_at_every_step()
    {
        var luminances = Enumerable.Range(0, ColorScale.Steps).Select(step => Luminance(ColorScale.Color(step))).ToImmutableArray();
        Assert.All(luminances.Zip(luminances.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.Equal(("#440154", "#fde725"), (ColorScale.Color(0), ColorScale.Color(ColorScale.Steps - 1)));
        Assert.Equal((0, ColorScale.Steps - 1), (ColorScale.Step(0), ColorScale.Step(1)));
    }

    private static double[] Linear(string color) =>
    [
        .. Enumerable.Range(0, 3).Select(i => int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
    ];

    private static double Luminance(string color) => Linear(color) is var rgb ? (0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]) : 0;

    private static double[] Seen(string color, double[][] eye)
    {
        var rgb = Linear(color);
        double[] seen = [.. eye.Select(row => Math.Clamp(row.Zip(rgb, (a, b) => a * b).Sum(), 0, 1))];
        var (x, y, z) = (
            Root(((0.4124 * seen[0]) + (0.3576 * seen[1]) + (0.1805 * seen[2])) / 0.9505),
            Root((0.2126 * seen[0]) + (0.7152 * seen[1]) + (0.0722 * seen[2])),
            Root(((0.0193 * seen[0]) + (0.1192 * seen[1]) + (0.9505 * seen[2])) / 1.089));
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];

        static double Root(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
