namespace Basin.Numerics.Tests.Kernels;

using Basin.Numerics.Kernels;

public sealed class SingleConvolutionTests : ConvolutionContract<float>;

public sealed class DoubleConvolutionTests : ConvolutionContract<double>;

public sealed class ConvolutionShapeTests
{
    private static readonly ConvolutionShape Good = new(2, 8, 9, 4, 6, 3, 3);

    public static TheoryData<string, string> Mistakes() => new()
    {
        { "rows", "A convolution's Height is 0; it must be at least 1." },
        { "stride", "A convolution's StrideX is 0; it must be at least 1." },
        { "padding", "A convolution's PadLeft is -1; it must be at least 0." },
        { "groups", "A convolution of 4 input channels in 3 groups: the channels must divide evenly." },
        { "out groups", "A convolution to 6 output channels in 4 groups: the channels must divide evenly." },
        { "high", "A window 9 rows high does not fit in an image of 8 rows with 0 + 0 rows of padding." },
        { "wide", "A window 13 columns wide does not fit in an image of 9 columns with 1 + 2 columns of padding." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_shape_that_cannot_be_is_refused_with_the_reason(string mistake, string message)
    {
        var shape = mistake switch
        {
            "rows" => Good with { Height = 0 },
            "stride" => Good with { StrideX = 0 },
            "padding" => Good with { PadLeft = -1 },
            "groups" => Good with { Groups = 3 },
            "out groups" => Good with { Groups = 4 },
            "high" => Good with { DilationY = 4 },
            _ => Good with { DilationX = 6, PadLeft = 1, PadRight = 2 },
        };
        Good.Validate();
        Assert.Equal(message, Assert.Throws<ArgumentException>(shape.Validate).Message);
    }

    [Theory]
    [InlineData(8, 3, 1, 1, 1, 8)]
    [InlineData(8, 3, 2, 1, 1, 4)]
    [InlineData(9, 3, 2, 1, 1, 5)]
    [InlineData(10, 3, 1, 0, 3, 4)]
    [InlineData(224, 7, 2, 3, 1, 112)]
    public void The_output_has_one_row_for_each_place_of_the_window(int length, int kernel, int stride, int pad, int dilation, int expected)
    {
        var shape = new ConvolutionShape(1, length, length, 1, 1, kernel, kernel) { DilationY = dilation, DilationX = dilation }.Padded(pad).Strided(stride);
        Assert.Equal((expected, expected), (shape.OutHeight, shape.OutWidth));
    }
}
