using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>How a resize takes its samples along an axis.</summary>
/// <param name="Mode">nearest, linear or cubic.</param>
/// <param name="Coordinates">Which point of the old axis a new element stands for.</param>
/// <param name="Nearest">How that is rounded.</param>
/// <param name="Cubic">The coefficient a of the cubic curves.</param>
/// <param name="ExcludesOutside">Whether samples beyond the ends have no weight; otherwise the end stands for them.</param>
internal sealed record Sampling(string Mode, string Coordinates, string Nearest, double Cubic, bool ExcludesOutside)
{
    private static readonly string[] _modes = ["nearest", "linear", "cubic"];
    private static readonly string[] _coordinates = ["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "tf_half_pixel_for_nn"];
    private static readonly string[] _roundings = ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"];

    /// <summary>Reads the settings of a node; up to opset 10 there was one way.</summary>
    public static Sampling Read(OnnxCall call)
    {
        var isOld = call.Opset < 11;
        return new(
            One(call, "mode", "nearest", _modes), isOld ? "asymmetric" : One(call, "coordinate_transformation_mode", "half_pixel", _coordinates),
            isOld ? "floor" : One(call, "nearest_mode", "round_prefer_floor", _roundings), call.Float("cubic_coeff_a", -0.75), call.Flag("exclude_outside"));
    }

    /// <summary>The weights of the old elements in each new one, row-major (old, new).</summary>
    /// <param name="from">Old elements.</param>
    /// <param name="to">New elements.</param>
    /// <param name="scale">New elements for each old one.</param>
    public double[] Matrix(int from, int to, double scale)
    {
        var matrix = new double[from * to];
        Span<double> weights = stackalloc double[4];
        for (var i = 0; i < to; i++)
        {
            var place = Place(i, from, to, scale);
            var first = (int)Math.Floor(place);
            var taps = Weights(place, first, ref first, weights);
            var total = 0d;
            for (var tap = 0; tap < taps; tap++)
                if (!ExcludesOutside || (first + tap >= 0 && first + tap < from)) total += weights[tap];
            for (var tap = 0; tap < taps; tap++)
                if (!ExcludesOutside || (first + tap >= 0 && first + tap < from)) matrix[(Math.Clamp(first + tap, 0, from - 1) * to) + i] += weights[tap] / total;
        }

        return matrix;
    }

    private int Weights(double place, int floor, ref int first, Span<double> weights)
    {
        var rest = place - floor;
        switch (Mode)
        {
            case "nearest":
                first = (int)Rounded(place);
                weights[0] = 1;
                return 1;
            case "linear":
                (weights[0], weights[1]) = (1 - rest, rest);
                return 2;
            default:
                first = floor - 1;
                (weights[0], weights[1], weights[2], weights[3]) = (Far(rest + 1), Near(rest), Near(1 - rest), Far(2 - rest));
                return 4;
        }
    }

    // Keys' cubic convolution.
    private double Near(double t) => ((((Cubic + 2) * t) - (Cubic + 3)) * t * t) + 1;

    private double Far(double t) => (((((Cubic * t) - (5 * Cubic)) * t) + (8 * Cubic)) * t) - (4 * Cubic);

    private double Rounded(double place) => Nearest switch
    {
        "round_prefer_floor" => Math.Ceiling(place - 0.5),
        "round_prefer_ceil" => Math.Floor(place + 0.5),
        "floor" => Math.Floor(place),
        _ => Math.Ceiling(place),
    };

    // With scales given, the length for aligned corners is what they say before it is cut to a whole number.
    private double Place(int i, int from, int to, double scale) => Coordinates switch
    {
        "half_pixel" => ((i + 0.5) / scale) - 0.5,
        "pytorch_half_pixel" => to > 1 ? ((i + 0.5) / scale) - 0.5 : 0,
        "align_corners" => scale * from > 1 ? i * (from - 1d) / ((scale * from) - 1) : 0,
        "asymmetric" => i / scale,
        _ => (i + 0.5) / scale,
    };

    private static string One(OnnxCall call, string name, string otherwise, string[] known)
    {
        var found = call.Text(name, otherwise);
        return known.Contains(found) ? found : throw call.Bad($"{name} = '{Printable.Text(found)}'", string.Join(", ", known));
    }
}
