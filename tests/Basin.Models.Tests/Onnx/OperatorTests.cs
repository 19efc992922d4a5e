using Basin.Models.Onnx;
using Basin.Models.Onnx.Proto;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Onnx;

/// <summary>Operators and settings that the format's node tests do not reach, against formulas written naively; values and derivatives.</summary>
public sealed class OperatorTests
{
    private static readonly Row[] _rows =
    [
        new("Gelu", 20, [], [new Shape(2, 5)], x => [.. x[0].Select(v => v * Phi(v))]),
        new("Gelu by tanh", 20, [ModelBuilder.Text("approximate", "tanh")], [new Shape(2, 5)], x => [.. x[0].Select(v => 0.5 * v * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + (0.044715 * v * v * v)))))]),
        new("Mish", 18, [], [new Shape(2, 5)], x => [.. x[0].Select(v => v * Math.Tanh(Math.Log(1 + Math.Exp(v))))]),
        new("LpNormalization", 13, [ModelBuilder.Integer("axis", 0), ModelBuilder.Integer("p", 2)], [new Shape(3, 2)], x => [.. x[0].Select((v, i) => v / Math.Sqrt(R(3).Sum(r => Math.Pow(x[0][(r * 2) + (i % 2)], 2))))]),
        new("LpNormalization by sums", 13, [ModelBuilder.Integer("p", 1)], [new Shape(3, 2)], x => [.. x[0].Select((v, i) => v / R(2).Sum(c => Math.Abs(x[0][(i / 2 * 2) + c])))]),
        new("GroupNormalization", 21, [ModelBuilder.Integer("num_groups", 2), ModelBuilder.Number("epsilon", 0.125f)], [new Shape(2, 4, 3), new Shape(4), new Shape(4)], Grouped),
        new("MaxPool of a line with holes", 13, [ModelBuilder.Integers("kernel_shape", 2), ModelBuilder.Integers("dilations", 2), ModelBuilder.Integers("pads", 1, 0)], [new Shape(1, 2, 6)],
            x => [.. from c in R(2) from o in R(5) select Math.Max(o == 0 ? double.NegativeInfinity : x[0][(c * 6) + o - 1], x[0][(c * 6) + o + 1])]),
        new("AveragePool of a line", 13, [ModelBuilder.Integers("kernel_shape", 3), ModelBuilder.Integers("strides", 2), ModelBuilder.Integers("pads", 1, 1)], [new Shape(2, 1, 5)],
            x => [.. from n in R(2) from o in R(3) select R(3).Select(k => (2 * o) - 1 + k).Where(i => i is >= 0 and < 5).Average(i => x[0][(n * 5) + i])]),
        new("Softmax up to opset 12", 12, [], [new Shape(2, 2, 3)], x => [.. x[0].Select((v, i) => Math.Exp(v) / R(6).Sum(j => Math.Exp(x[0][(i / 6 * 6) + j])))]),
        new("Einsum of three", 12, [ModelBuilder.Text("equation", "...ij, kj, k -> ...ik")], [new Shape(2, 3, 4), new Shape(2, 4), new Shape(2)],
            x => [.. from n in R(2) from i in R(3) from k in R(2) select x[2][k] * R(4).Sum(j => x[0][(((n * 3) + i) * 4) + j] * x[1][(k * 4) + j])]),
        new("Einsum that sums one array", 12, [ModelBuilder.Text("equation", "ij -> j")], [new Shape(3, 4)], x => [.. R(4).Select(j => R(3).Sum(i => x[0][(i * 4) + j]))]),
        new("ConvTranspose of a line in groups", 13, [ModelBuilder.Integer("group", 2), ModelBuilder.Integers("strides", 2), ModelBuilder.Integers("pads", 1, 0), ModelBuilder.Integers("output_padding", 1)],
            [new Shape(2, 4, 3), new Shape(4, 1, 3), new Shape(2)], x => [.. from n in R(2) from g in R(2) from o in R(7) select x[2][g] + SpreadLine(x, n, g, o)]),
        new("LayerNormalization without a shift", 17, [], [new Shape(2, 3), new Shape(3)],
            x => [.. x[0].Select((v, i) => x[1][i % 3] * Normal(v, [.. R(3).Select(c => x[0][(i / 3 * 3) + c])], 1e-5f))]),
    ];

    public static TheoryData<string> Names => [.. _rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_are_right(string name)
    {
        var row = _rows.Single(row => row.Name == name);
        var (graph, feeds, values) = row.Make();
        var results = OnnxEvaluator.Evaluate<double>(graph, feeds)["y"].To<double>();
        var wanted = row.Reference(values);
        Assert.Equal(wanted.Length, results.Length);
        for (var i = 0; i < wanted.Length; i++) Assert.Equal(wanted[i], results[i], 1e-7);
        DerivativeCheck.Run(graph, feeds);
    }

    private static IEnumerable<int> R(int count) => Enumerable.Range(0, count);

    private static double Normal(double v, double[] all, double epsilon) =>
        (v - all.Average()) / Math.Sqrt(all.Average(a => Math.Pow(a - all.Average(), 2)) + epsilon);

    private static double[] Grouped(double[][] x) =>
        [.. x[0].Select((v, i) => (x[1][i / 3 % 4] * Normal(v, [.. R(6).Select(j => x[0][(i / 6 * 6) + j])], 0.125)) + x[2][i / 3 % 4])];

    // Each pixel adds its window: place 2i + k − 1.
    private static double SpreadLine(double[][] x, int n, int part, int place) =>
        (from c in R(2) from i in R(3) from k in R(3) where (2 * i) + k - 1 == place select x[0][(((n * 4) + (part * 2) + c) * 3) + i] * x[1][(((part * 2) + c) * 3) + k]).Sum();

    // Φ by Simpson's rule.
    private static double Phi(double v)
    {
        const int Steps = 2000;
        var h = v / Steps;
        return 0.5 + (h / 3 / Math.Sqrt(2 * Math.PI) * R(Steps + 1).Sum(i => (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-i * h * i * h / 2)));
    }

    private sealed record Row(string Name, long Opset, AttributeProto[] Attributes, Shape[] Inputs, Func<double[][], double[]> Reference)
    {
        public (OnnxGraph Graph, Dictionary<string, OnnxTensor> Feeds, double[][] Values) Make()
        {
            var builder = new ModelBuilder();
            builder.Model.OpsetImport[0].Version = Opset;
            string[] names = [.. Inputs.Select((_, i) => $"x{i}")];
            for (var i = 0; i < names.Length; i++) builder.Input(names[i], ModelBuilder.Float64, [.. Inputs[i].Extents.Select(extent => (long)extent)]);
            double[][] values = [.. Inputs.Select((input, i) => ModelBuilder.Random(i + 1, input.Length))];
            var graph = OnnxReader.Parse("a.onnx", builder.Node(Name.Split(' ')[0], names, "y", Attributes).Output("y").Bytes(), anyOpset: true);
            return (graph, names.Select((name, i) => (name, OnnxTensor.Of(Inputs[i], values[i]))).ToDictionary(), values);
        }
    }
}
