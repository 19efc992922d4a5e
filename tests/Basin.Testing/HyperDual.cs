namespace Basin.Testing;

/// <summary>
/// a + bε₁ + cε₂ + dε₁ε₂ with ε₁² = ε₂² = 0: arithmetic that carries two directional derivatives and the mixed second one
/// without rounding beyond that of float64. The oracle for gradients and second derivatives.
/// </summary>
/// <remarks>Source: Fike and Alonso, The development of hyper-dual numbers for exact second-derivative calculations (2011).</remarks>
public readonly record struct HyperDual(double Value, double First, double Second, double Mixed)
{
    public static implicit operator HyperDual(double value) => new(value, 0, 0, 0);

    public static HyperDual operator +(HyperDual x, HyperDual y) =>
        new(x.Value + y.Value, x.First + y.First, x.Second + y.Second, x.Mixed + y.Mixed);

    public static HyperDual operator -(HyperDual x, HyperDual y) =>
        new(x.Value - y.Value, x.First - y.First, x.Second - y.Second, x.Mixed - y.Mixed);

    public static HyperDual operator -(HyperDual x) => new(-x.Value, -x.First, -x.Second, -x.Mixed);

    public static HyperDual operator *(HyperDual x, HyperDual y) => new(
        x.Value * y.Value,
        (x.First * y.Value) + (x.Value * y.First),
        (x.Second * y.Value) + (x.Value * y.Second),
        (x.Mixed * y.Value) + (x.First * y.Second) + (x.Second * y.First) + (x.Value * y.Mixed));

    public static HyperDual operator /(HyperDual x, HyperDual y) =>
        x * Apply(y, 1 / y.Value, -1 / (y.Value * y.Value), 2 / (y.Value * y.Value * y.Value));

    public static HyperDual Exp(HyperDual x)
    {
        var value = Math.Exp(x.Value);
        return Apply(x, value, value, value);
    }

    public static HyperDual Log(HyperDual x) =>
        Apply(x, Math.Log(x.Value), 1 / x.Value, -1 / (x.Value * x.Value));

    public static HyperDual Sqrt(HyperDual x)
    {
        var root = Math.Sqrt(x.Value);
        return Apply(x, root, 0.5 / root, -0.25 / (root * x.Value));
    }

    public static HyperDual Tanh(HyperDual x)
    {
        var value = Math.Tanh(x.Value);
        var slope = 1 - (value * value);
        return Apply(x, value, slope, -2 * value * slope);
    }

    public static HyperDual Relu(HyperDual x) => x.Value > 0 ? x : default;

    public static HyperDual Sigmoid(HyperDual x) => 1 / (1 + Exp(-x));

    public static HyperDual Softplus(HyperDual x) => Log(1 + Exp(x));

    /// <summary>x·Φ(x); Φ by its power series, which converges everywhere and to full precision for the moderate arguments of tests.</summary>
    public static HyperDual Gelu(HyperDual x)
    {
        double density = Math.Exp(-x.Value * x.Value / 2) / Math.Sqrt(2 * Math.PI), distribution = 0.5 + (density * OddSeries(x.Value));
        return Apply(x, x.Value * distribution, distribution + (x.Value * density), density * (2 - (x.Value * x.Value)));
    }

    /// <summary>f(x) given f, f′ and f″ at the value.</summary>
    public static HyperDual Apply(HyperDual x, double value, double slope, double bend) => new(
        value, slope * x.First, slope * x.Second, (slope * x.Mixed) + (bend * x.First * x.Second));

    // Φ(x) − ½ = φ(x)(x + x³/3 + x⁵/(3·5) + …).
    private static double OddSeries(double x)
    {
        double term = x, sum = x;
        for (var i = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return sum;
    }
}
