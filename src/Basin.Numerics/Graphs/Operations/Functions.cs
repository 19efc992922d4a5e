using System.Numerics;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>Makes the functions of one node, element by element.</summary>
public static class Functions
{
    /// <summary>max(x, 0).</summary>
    public static Operation<T> Relu<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Relu>(x);

    /// <summary>x where x is positive, leak·x elsewhere.</summary>
    public static Operation<T> LeakyRelu<T>(this Operation<T> x, double leak = 0.01)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, LeakyRelu>(x, new(leak));

    /// <summary>x where x is positive, scale·(eˣ − 1) elsewhere.</summary>
    public static Operation<T> Elu<T>(this Operation<T> x, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Elu>(x, new(scale));

    /// <summary>tanh x.</summary>
    public static Operation<T> Tanh<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Tanh>(x);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static Operation<T> Sigmoid<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Sigmoid>(x);

    /// <summary>ln(1 + eˣ).</summary>
    public static Operation<T> Softplus<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Softplus>(x);

    /// <summary>x/(1 + e⁻ˣ), also called swish.</summary>
    public static Operation<T> Silu<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Silu>(x);

    /// <summary>x·Φ(x), exactly.</summary>
    public static Operation<T> Gelu<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Gelu>(x);

    /// <summary>The approximation of x·Φ(x) by tanh.</summary>
    public static Operation<T> GeluTanh<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, GeluTanh>(x);

    /// <summary>eˣ.</summary>
    public static Operation<T> Exp<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Exp>(x);

    /// <summary>ln x.</summary>
    public static Operation<T> Log<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Log>(x);

    /// <summary>erf x.</summary>
    public static Operation<T> Erf<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Erf>(x);

    /// <summary>√x.</summary>
    public static Operation<T> Sqrt<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Sqrt>(x);

    /// <summary>x².</summary>
    public static Operation<T> Square<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Square>(x);

    /// <summary>x to a constant power, for x above 0.</summary>
    public static Operation<T> Power<T>(this Operation<T> x, double exponent)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Power>(x, new(exponent));

    /// <summary>−x.</summary>
    public static Operation<T> Negate<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Negate>(x);

    /// <summary>|x|.</summary>
    public static Operation<T> Abs<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Abs>(x);

    /// <summary>1/x.</summary>
    public static Operation<T> Reciprocal<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Reciprocal>(x);

    /// <summary>sin x.</summary>
    public static Operation<T> Sine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Sine>(x);

    /// <summary>cos x.</summary>
    public static Operation<T> Cosine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Cosine>(x);
}
