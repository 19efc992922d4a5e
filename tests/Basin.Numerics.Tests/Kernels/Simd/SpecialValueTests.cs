using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Tests.Kernels.Simd;

public sealed class SpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>f(−∞), f(−0), f(0), f(∞); every function of NaN is NaN.</summary>
    private static readonly (VectorFunction Function, double AtMinusInfinity, double AtMinusZero, double AtZero, double AtInfinity)[] Table =
    [
        (Of<Exp>("exp"), 0, 1, 1, Infinity),
        (Of<ExpMinusOne>("expm1"), -1, -0d, 0, Infinity),
        (Of<Tanh>("tanh"), -1, -0d, 0, 1),
        (Of<Sigmoid>("sigmoid"), 0, 0.5, 0.5, 1),
        (Of<Log>("log"), double.NaN, -Infinity, -Infinity, Infinity),
        (Of<LogPlusOne>("log1p"), double.NaN, -0d, 0, Infinity),
        (Of<Softplus>("softplus"), 0, Math.Log(2), Math.Log(2), Infinity),
        (Of<Erf>("erf"), -1, -0d, 0, 1),
        (Of<Gelu>("gelu"), -0d, -0d, 0, Infinity),
        (Of<GeluTanh>("gelu by tanh"), -0d, -0d, 0, Infinity),
        (Of<Silu>("silu"), -0d, -0d, 0, Infinity),
        (Of<Density>("density"), 0, 1 / Math.Sqrt(2 * Math.PI), 1 / Math.Sqrt(2 * Math.PI), 0),
        (Of<Sine>("sin"), double.NaN, -0d, 0, double.NaN),
        (Of<Cosine>("cos"), double.NaN, 1, 1, double.NaN),
        (Of<Relu>("relu"), 0, -0d, 0, Infinity),
        (Of<Sqrt>("sqrt"), double.NaN, -0d, 0, Infinity),
        (Of<Abs>("abs"), Infinity, 0, 0, Infinity),
        (Of<Reciprocal>("reciprocal"), -0d, -Infinity, Infinity, 0),
    ];

    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var row in Table)
        {
            foreach (var bits in new[] { 128, 256, 512 }) data.Add(row.Function.Name, bits);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Infinities_zeros_and_NaN(string name, int bits)
    {
        if (bits > SimdLevel.Widest) Assert.Skip($"This processor has no registers of {bits} bits.");
        Check<float>(name, bits);
        Check<double>(name, bits);
    }

    [Theory]
    [InlineData(float.Epsilon)]
    [InlineData(1e-40f)]
    [InlineData(float.MaxValue)]
    public void Log_of_the_extremes(float x) => Assert.Equal((float)Math.Log(x), Of<Log>("log").Evaluate(SimdLevel.Bits, [x])[0], 1e-5f);

    [Fact]
    public void Exp_overflows_where_the_result_does()
    {
        Assert.Equal([float.PositiveInfinity, (float)Math.Exp(88.7228f), 0, float.Epsilon], Of<Exp>("exp").Evaluate(SimdLevel.Bits, [88.72284f, 88.7228f, -104f, -103.5f]));
        Assert.Equal([double.PositiveInfinity, 0, double.Epsilon], Of<Exp>("exp").Evaluate(SimdLevel.Bits, [709.79, -745.2, -745d]));
    }

    [Fact]
    public void Sine_of_a_huge_number_is_the_library_s() => Assert.Equal(Math.Sin(1e15), Of<Sine>("sin").Evaluate(SimdLevel.Bits, [1e15])[0]);

    private static VectorFunction<TFunction> Of<TFunction>(string name)
        where TFunction : unmanaged, IUnary => new VectorFunction<TFunction>(name, x => x, 0, 0, 0);

    private static void Check<T>(string name, int bits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var row = Table.Single(row => row.Function.Name == name);
        var y = row.Function.Evaluate(bits, [T.NegativeInfinity, T.NegativeZero, T.Zero, T.PositiveInfinity, T.NaN]);
        double[] expected = [row.AtMinusInfinity, row.AtMinusZero, row.AtZero, row.AtInfinity, double.NaN];
        for (var i = 0; i < expected.Length; i++)
        {
            var wanted = T.CreateChecked(expected[i]);
            var same = T.IsNaN(wanted) ? T.IsNaN(y[i]) : T.Abs(wanted) == T.Abs(y[i]) ? T.IsNegative(wanted) == T.IsNegative(y[i]) : T.Abs(wanted - y[i]) < T.BitIncrement(wanted) - wanted + T.Epsilon;
            Assert.True(same, $"{name}, value {i} of −∞, −0, 0, ∞, NaN: got {y[i]}, wanted {wanted}.");
        }
    }
}
