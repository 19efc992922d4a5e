using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Kernels;
using Basin.Numerics.Tests.Kernels;

namespace Basin.Numerics.Tests.Graphs;

public sealed class ConvolutionOperationTests : OperationContract
{
    private static readonly OperationCase[] Cases =
    [
        Case("3x3", new ConvolutionShape(3, 5, 6, 4, 5, 3, 3).Padded(1)),
        Case("3x3 of fixed images", new ConvolutionShape(3, 5, 6, 4, 5, 3, 3).Padded(1), fixedImages: true),
        Case("3x3 strided with bias", new ConvolutionShape(2, 6, 7, 3, 18, 3, 3).Padded(1).Strided(2), bias: true),
        Case("1x1", new ConvolutionShape(2, 4, 3, 5, 6, 1, 1)),
        Case("1x1 strided", new ConvolutionShape(2, 4, 5, 5, 6, 1, 1).Strided(2)),
        Case("5x5 unpadded with bias", new ConvolutionShape(2, 8, 8, 1, 6, 5, 5), bias: true),
        Case("groups, dilated", new ConvolutionShape(2, 7, 6, 4, 6, 3, 2) { Groups = 2, DilationY = 2 }.Padded(1)),
    ];

    protected override IReadOnlyList<OperationCase> Table => Cases;

    public static TheoryData<string> All => Names(Cases);

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_both()
    {
        var sizes = new ConvolutionShape(2, 6, 6, 3, 8, 3, 3).Padded(1);
        var images = new Input<float>("x", new Shape(2, 6, 6, 3));
        var weights = new Parameter<float>("w", 0, new Shape(3, 3, 3, 8));
        Assert.Equal(
            "Convolution: x has shape [2, 3, 6, 6]; the sizes want [2, 6, 6, 3]: batch, height, width, channels.",
            Assert.Throws<ArgumentException>(() => new ConvolutionOperation<float>(new Input<float>("x", new Shape(2, 3, 6, 6)), weights, sizes)).Message);
        Assert.Equal(
            "Convolution: w has shape [8, 3, 3, 3]; the sizes want [3, 3, 3, 8]: kernel height, kernel width, channels of a group, out channels.",
            Assert.Throws<ArgumentException>(() => new ConvolutionOperation<float>(images, new Parameter<float>("w", 0, new Shape(8, 3, 3, 3)), sizes)).Message);
        Assert.Equal(
            "Convolution: b has shape [3]; wanted [8], one number an output channel.",
            Assert.Throws<ArgumentException>(() => new ConvolutionOperation<float>(images, weights, sizes, new Parameter<float>("b", 0, new Shape(3)))).Message);
        Assert.Equal("ConvolutionOperation [2, 6, 6, 8]", new ConvolutionOperation<float>(images, weights, sizes).ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public unsafe void Gradients_of_examples_sum_to_the_adjoint(int input)
    {
        var shape = new ConvolutionShape(5, 6, 5, 3, 7, 3, 3).Padded(1);
        var operation = new ConvolutionOperation<double>(
            new Input<double>("x", new Shape(5, 6, 5, 3)), new Parameter<double>("w", 0, new Shape(3, 3, 3, 7)), shape, new Parameter<double>("b", 189, new Shape(7)));
        Assert.True(operation.HasExampleAdjoint(input));
        Assert.False(operation.HasExampleAdjoint(0));
        var length = operation.Inputs[input].Shape.Length;
        var stride = length + 2;
        using var x = new Guarded<double>(operation.Inputs[0].Shape.Length).Filled(1);
        using var w = new Guarded<double>(operation.Inputs[1].Shape.Length).Filled(2);
        using var y = new Guarded<double>(operation.Shape.Length).Filled(3);
        using var sum = new Guarded<double>(length);
        using var rows = new Guarded<double>(5 * stride);
        var slots = stackalloc Slot<double>[4];
        slots[0] = new Slot<double> { Adjoint = y.Data, Length = y.Length };
        slots[1] = new Slot<double> { Value = x.Data, Length = x.Length };
        slots[2] = new Slot<double> { Value = w.Data, Length = w.Length };
        slots[3] = new Slot<double> { Length = 7 };
        slots[1 + input].Adjoint = sum.Data;
        var pass = new Pass<double>(slots, null, null, Basin.Numerics.Threading.Workers.Serial);
        operation.Adjoint(pass);
        operation.ExampleAdjoint(pass, input, 0, 2, rows.Data, stride, false);
        operation.ExampleAdjoint(pass, input, 2, 3, rows.Data + (2 * stride), stride, true);
        for (var i = 0; i < length; i++)
        {
            var total = 0.0;
            for (var e = 0; e < 5; e++) total += rows[(e * stride) + i];
            Assert.Equal(sum[i], total, 1e-12);
        }

        for (var e = 0; e < 5; e++) Assert.Equal((0.0, 0.0), (rows[(e * stride) + length], rows[(e * stride) + length + 1]));
    }

    private static OperationCase Case(string name, ConvolutionShape shape, bool bias = false, bool fixedImages = false)
    {
        var images = new OperationInput(new Shape(shape.Batch, shape.Height, shape.Width, shape.Channels), IsConstant: fixedImages);
        var weights = new OperationInput(new Shape(shape.KernelHeight, shape.KernelWidth, shape.GroupChannels, shape.OutChannels));
        OperationInput[] inputs = bias ? [images, weights, new OperationInput(new Shape(shape.OutChannels))] : [images, weights];
        return new OperationCase(
            name, inputs,
            x => new ConvolutionOperation<double>(x[0], x[1], shape, bias ? x[2] : null),
            x => new ConvolutionOperation<float>(x[0], x[1], shape, bias ? x[2] : null),
            x =>
            {
                var y = NaiveConvolution.Forward(shape, x[0], x[1]);
                for (var i = 0; bias && i < y.Length; i++) y[i] += x[2][i % shape.OutChannels];
                return y;
            });
    }
}
