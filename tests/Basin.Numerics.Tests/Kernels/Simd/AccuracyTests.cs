using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Tests.Kernels.Simd;

public sealed class AccuracyTests
{
    private static readonly VectorFunction[] Functions =
    [
        new VectorFunction<Exp>("exp", Oracle.Exp, -745, 709.7, 1),
        new VectorFunction<Exp>("exp near zero", Oracle.Exp, -2, 2, 1),
        new VectorFunction<ExpMinusOne>("expm1", Oracle.ExpMinusOne, -45, 45, 2),
        new VectorFunction<ExpMinusOne>("expm1 near zero", Oracle.ExpMinusOne, -0.5, 0.5, 2),
        new VectorFunction<Tanh>("tanh", Oracle.Tanh, -20, 20, 3),
        new VectorFunction<Tanh>("tanh near zero", Oracle.Tanh, -1e-2, 1e-2, 3),
        new VectorFunction<Sigmoid>("sigmoid", Oracle.Sigmoid, -700, 40, 3),
        new VectorFunction<Sigmoid>("sigmoid near zero", Oracle.Sigmoid, -4, 4, 3),
        new VectorFunction<Log>("log", Oracle.Log, 1e-5, 1000, 1.5),
        new VectorFunction<Log>("log near one", Oracle.Log, 0.6, 1.6, 1.5),
        new VectorFunction<LogPlusOne>("log1p", Oracle.LogPlusOne, -0.99, 100, 2),
        new VectorFunction<LogPlusOne>("log1p near zero", Oracle.LogPlusOne, -1e-3, 1e-3, 2),
        new VectorFunction<Softplus>("softplus", Oracle.Softplus, -700, 700, 3),
        new VectorFunction<Softplus>("softplus near zero", Oracle.Softplus, -5, 5, 3),
        new VectorFunction<Erf>("erf", Oracle.Erf, -7, 7, 2),
        new VectorFunction<Erf>("erf near zero", Oracle.Erf, -1, 1, 2),
        new VectorFunction<Density>("density", Oracle.Density, -37, 37, 3),
        new VectorFunction<Gelu>("gelu", Oracle.Gelu, -13, 13, 6),
        new VectorFunction<Gelu>("gelu down to where Φ is subnormal", Oracle.Gelu, -37, 37, 16),
        new VectorFunction<Gelu>("gelu near zero", Oracle.Gelu, -3, 3, 6),
        new VectorFunction<Sine>("sin", Math.Sin, -30, 30, 2.5),
        new VectorFunction<Cosine>("cos", Math.Cos, -30, 30, 2.5),
    ];

    private static readonly int[] Widths = [.. new[] { 128, 256, 512 }.Where(bits => bits <= SimdLevel.Widest)];

    public static TheoryData<string> Names() => [.. Functions.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_agrees_with_the_oracle_at_every_width(string name) => CheckAgainstOracle<double>(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Float_agrees_with_the_oracle_at_every_width(string name) => CheckAgainstOracle<float>(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Float_agrees_with_double_on_a_dense_grid(string name)
    {
        var function = Find(name);
        var x = Grid<float>(function, 20011);
        var exact = function.Evaluate(128, Array.ConvertAll(x, value => (double)value));
        foreach (var bits in Widths) AssertUlps(function, x, exact, function.Evaluate(bits, x));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Widths_agree_bit_for_bit_where_multiply_add_is_fused(string name)
    {
        if (SimdLevel.Widest < 256) Assert.Skip("This processor has no fused multiply-add, or no wider registers.");
        var function = Find(name);
        var x = Grid<double>(function, 1009);
        foreach (var bits in Widths) Assert.Equal(function.Evaluate(Widths[^1], x), function.Evaluate(bits, x));
    }

    private static VectorFunction Find(string name) => Functions.Single(function => function.Name == name);

    private static void CheckAgainstOracle<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var function = Find(name);
        var x = Grid<T>(function, 61);
        var exact = Array.ConvertAll(x, value => function.Oracle(double.CreateChecked(value)));
        foreach (var bits in Widths) AssertUlps(function, x, exact, function.Evaluate(bits, x));
    }

    private static T[] Grid<T>(VectorFunction function, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (low, high) = (function.Low, function.High);
        if (typeof(T) == typeof(float)) (low, high) = (Math.Max(low, -103), Math.Min(high, 88.7));
        return [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(low + ((high - low) * i / (count - 1))))];
    }

    private static void AssertUlps<T>(VectorFunction function, T[] x, double[] exact, T[] y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var rounded = T.CreateChecked(exact[i]);
            var ulp = double.CreateChecked(T.Max(T.Abs(T.BitIncrement(rounded) - rounded), T.Epsilon));
            var error = Math.Abs(double.CreateChecked(y[i]) - exact[i]) / ulp;
            Assert.True(error <= function.Ulps, $"{function.Name}({x[i]}) = {y[i]}, exact {exact[i]}: {error:g3} ulp, allowed {function.Ulps}.");
        }
    }
}
