using System.Numerics;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Elementwise.Scalars;

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

    /// <summary>x kept between two bounds.</summary>
    public static Operation<T> Clip<T>(this Operation<T> x, double low, double high)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Clip>(x, new(low, high));

    /// <summary>The largest integer that is at most x.</summary>
    public static Operation<T> Floor<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<Floor>>(x);

    /// <summary>The smallest integer that is at least x.</summary>
    public static Operation<T> Ceiling<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<Ceiling>>(x);

    /// <summary>The nearest integer, ties to even.</summary>
    public static Operation<T> Round<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<Round>>(x);

    /// <summary>−1, 0 or 1.</summary>
    public static Operation<T> Sign<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<Sign>>(x);

    /// <summary>tan x.</summary>
    public static Operation<T> Tangent<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<Tangent>>(x);

    /// <summary>arcsin x.</summary>
    public static Operation<T> ArcSine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<ArcSine>>(x);

    /// <summary>arccos x.</summary>
    public static Operation<T> ArcCosine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<ArcCosine>>(x);

    /// <summary>arctan x.</summary>
    public static Operation<T> ArcTangent<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<ArcTangent>>(x);

    /// <summary>sinh x.</summary>
    public static Operation<T> HyperbolicSine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<HyperbolicSine>>(x);

    /// <summary>cosh x.</summary>
    public static Operation<T> HyperbolicCosine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<HyperbolicCosine>>(x);

    /// <summary>arsinh x.</summary>
    public static Operation<T> AreaSine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<AreaSine>>(x);

    /// <summary>arcosh x.</summary>
    public static Operation<T> AreaCosine<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<AreaCosine>>(x);

    /// <summary>artanh x.</summary>
    public static Operation<T> AreaTangent<T>(this Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Unary<T, Scalar<AreaTangent>>(x);
}
