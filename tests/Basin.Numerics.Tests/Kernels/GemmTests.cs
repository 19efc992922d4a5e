namespace Basin.Numerics.Tests.Kernels;

using Basin.Numerics.Kernels;
using Basin.Numerics.Threading;

public sealed class SingleGemmTests : GemmContract<float>;

public sealed class DoubleGemmTests : GemmContract<double>;

public sealed unsafe class GemmTests
{
    [Fact]
    public void Other_numbers_are_refused_by_name()
    {
        var number = (Half)1;
        var address = (nint)(&number);
        var exception = Assert.Throws<NotSupportedException>(() =>
        {
            var matrix = new Matrix<Half>((Half*)address, 1);
            Gemm.Multiply(Workers.Serial, 1, 1, 1, matrix, matrix, (Half*)address, 1, false);
        });
        Assert.Equal("The kernels work on float and double, not on Half.", exception.Message);
    }
}
