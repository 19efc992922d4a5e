using System.Text.Json.Nodes;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Kernels;

namespace Basin.Models.Tests.Torch;

/// <summary>The networks of images: convolutions of every kind, pooling, batch norm of both kinds, a residual block.</summary>
internal static class TorchImageNetworks
{
    private const double Epsilon = 1e-5;

    public static TorchTwin Cnn() => Cnn("cnn", frozen: false);

    public static TorchTwin CnnFrozen() => Cnn("cnn frozen", frozen: true);

    public static TorchTwin Convolutions()
    {
        var twin = new TorchTwin("convolutions", 3);
        var x = twin.Input("inputs", false, 3, 7, 6, 4);
        var strided = Convolve(twin, "strided", x, 6, 3, 2, new(3, 7, 6, 4, 6, 3, 2) { StrideY = 2, PadTop = 1, PadRight = 1 });
        var grouped = Convolve(twin, "grouped", x, 6, 3, 3, new(3, 7, 6, 4, 6, 3, 3) { Groups = 2, PadTop = 1, PadBottom = 1, PadLeft = 1, PadRight = 1 });
        var spread = Convolve(twin, "spread", x, 5, 2, 2, new(3, 7, 6, 4, 5, 2, 2) { DilationY = 2, DilationX = 3 });
        var pointwise = Convolve(twin, "pointwise", x, 5, 1, 1, new(3, 7, 6, 4, 5, 1, 1));
        Operation<double>[] means = [.. new[] { strided, grouped, spread, pointwise }.Select(y =>
        {
            var bent = twin.Add("tanh", y.Tanh(), [y]);
            return Mean(twin, bent);
        })];
        var all = twin.Add("concat", new Concat<double>(1, means), means, new JsonObject { ["axis"] = 1 });
        return twin.CrossEntropy(TorchNetworks.Dense(twin, "head", all, 3));
    }

    private static TorchTwin Cnn(string name, bool frozen)
    {
        const int Examples = 4;
        var twin = new TorchTwin(name, Examples);
        var x = twin.Input("inputs", false, Examples, 8, 8, 2);
        x = Unit(twin, "unit1", x, 4, stride: 1, frozen);
        x = twin.Add("tanh", x.Tanh(), [x]);
        x = twin.Add("maxPool", new MaxPooling<double>(x, 2, 2), [x], new JsonObject { ["kernel"] = TorchTwin.Json([2, 2]) });
        x = Residual(twin, x, frozen);
        x = twin.Add(
            "averagePool", new AveragePooling<double>(x, 2, 1, 1), [x],
            new JsonObject { ["kernel"] = TorchTwin.Json([2, 2]), ["stride"] = TorchTwin.Json([1, 1]), ["padding"] = Sides(1, 1, 1, 1) });
        return twin.CrossEntropy(TorchNetworks.Dense(twin, "head", Mean(twin, x), 3));
    }

    // The parameter-free shortcut: every second pixel, and zeros in the new channels.
    private static Operation<double> Residual(TorchTwin twin, Operation<double> x, bool frozen)
    {
        var branch = Unit(twin, "unit2", x, 8, stride: 2, frozen);
        branch = Unit(twin, "unit3", twin.Add("softplus", branch.Softplus(), [branch]), 8, stride: 1, frozen);
        var slices = x.Slice(1, 0, 2, 2).Slice(2, 0, 2, 2);
        var thin = twin.Add("slice", slices, [x], new JsonObject
        {
            ["start"] = TorchTwin.Json([0, 0, 0, 0]),
            ["stop"] = TorchTwin.Json([.. x.Shape.Extents]),
            ["step"] = TorchTwin.Json([1, 2, 2, 1]),
        });
        var shortcut = twin.Add("pad", thin.Pad(3, 2, 2), [thin], new JsonObject
        {
            ["before"] = TorchTwin.Json([0, 0, 0, 2]),
            ["after"] = TorchTwin.Json([0, 0, 0, 2]),
        });
        var sum = twin.Add("add", branch.Add(shortcut), [branch, shortcut]);
        return twin.Add("relu", sum.Relu(), [sum]);
    }

    private static Operation<double> Unit(TorchTwin twin, string name, Operation<double> x, int channels, int stride, bool frozen)
    {
        var shape = new ConvolutionShape(x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3], channels, 3, 3)
        {
            StrideY = stride,
            StrideX = stride,
            PadTop = 1,
            PadBottom = 1,
            PadLeft = 1,
            PadRight = 1,
        };
        var y = Convolve(twin, name, x, channels, 3, 3, shape);
        Operation<double> scale = twin.Parameter(name + ".scale", channels), shift = twin.Parameter(name + ".shift", channels);
        var settings = new JsonObject { ["epsilon"] = Epsilon };
        if (!frozen) return twin.Add("batchNorm", new BatchNormalization<double>(y, scale, shift, Epsilon), [y, scale, shift], settings);
        var mean = twin.Input(name + ".mean", shared: true, channels);
        var variance = twin.Input(name + ".variance", shared: true, new Shape(channels), [.. Enumerable.Range(0, channels).Select(c => 0.5 + (0.3 * c))]);
        return twin.Add("batchNorm", new FrozenBatchNormalization<double>(y, scale, shift, mean, variance, Epsilon), [y, scale, shift, mean, variance], settings);
    }

    private static Operation<double> Convolve(TorchTwin twin, string name, Operation<double> x, int channels, int height, int width, ConvolutionShape shape)
    {
        var weight = twin.Parameter(name + ".weight", height, width, x.Shape[3] / shape.Groups, channels);
        var bias = twin.Parameter(name + ".bias", channels);
        return twin.Add("convolution", new ConvolutionOperation<double>(x, weight, shape, bias), [x, weight, bias], new JsonObject
        {
            ["stride"] = TorchTwin.Json([shape.StrideY, shape.StrideX]),
            ["padding"] = Sides(shape.PadTop, shape.PadBottom, shape.PadLeft, shape.PadRight),
            ["dilation"] = TorchTwin.Json([shape.DilationY, shape.DilationX]),
            ["groups"] = shape.Groups,
        });
    }

    private static Operation<double> Mean(TorchTwin twin, Operation<double> x) =>
        twin.Add("mean", new GlobalAveragePooling<double>(x), [x], new JsonObject { ["axes"] = TorchTwin.Json([1, 2]) });

    private static JsonArray Sides(int top, int bottom, int left, int right) => new(TorchTwin.Json([top, bottom]), TorchTwin.Json([left, right]));
}
