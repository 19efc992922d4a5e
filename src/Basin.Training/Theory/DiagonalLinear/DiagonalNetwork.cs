using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Memory;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>The weights w₊, w₋ of a diagonal linear network x ↦ ⟨w₊² − w₋², x⟩ on one regression.</summary>
/// <remarks>The loss is L = (1/4n) Σ (⟨β, xᵢ⟩ − yᵢ)², with a quarter. Not safe for use by two threads at once.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class DiagonalNetwork<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<T> _weights, _residuals;

    /// <summary>Starts at w₊ = w₋ = α, so that β = 0.</summary>
    /// <param name="problem">What is fitted; not owned.</param>
    /// <param name="scale">α, shape (d), every one above 0.</param>
    public DiagonalNetwork(SparseRegression<T> problem, ReadOnlySpan<double> scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scale.Length, problem.Inputs);
        Problem = problem;
        _weights = new NativeBuffer<T>(4L * problem.Stride);
        _residuals = new NativeBuffer<T>(problem.Examples);
        for (var j = 0; j < scale.Length; j++)
            Plus[j] = Minus[j] = T.CreateTruncating(Require.Positive(scale[j], nameof(scale)));
    }

    /// <summary>What is fitted.</summary>
    public SparseRegression<T> Problem { get; }

    internal T* Plus => _weights.Pointer;

    internal T* Minus => _weights.Pointer + Problem.Stride;

    internal T* Coefficients => _weights.Pointer + (2 * Problem.Stride);

    /// <summary>Room for a vector of d numbers.</summary>
    internal T* Direction => _weights.Pointer + (3 * Problem.Stride);

    internal T* Residuals => _residuals.Pointer;

    /// <summary>L; leaves β and the residuals behind. Costs 2nd flops.</summary>
    public double Loss() => SimdLevel.Bits switch
    {
        512 => Loss<Simd512<T>>(),
        256 => Loss<Simd256<T>>(),
        _ => Loss<Simd128<T>>(),
    };

    /// <summary>β, shape (d).</summary>
    public double[] ReadCoefficients() =>
        Read((plus, minus) => (plus - minus) * (plus + minus));

    /// <summary>√(w₊w₋), shape (d): the scale α from which a network would have to start to be where this one is by gradient flow. NaN where a weight changed its sign.</summary>
    public double[] ReadEffectiveScale() =>
        Read((plus, minus) => plus > 0 && minus > 0 ? Math.Sqrt(plus * minus) : double.NaN);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _weights.Dispose();
        _residuals.Dispose();
    }

    private double[] Read(Func<double, double, double> value)
    {
        var result = new double[Problem.Inputs];
        for (var j = 0; j < result.Length; j++) result[j] = value(double.CreateTruncating(Plus[j]), double.CreateTruncating(Minus[j]));
        return result;
    }

    private double Loss<S>()
        where S : unmanaged, ISimd<S, T>
    {
        DiagonalKernels<T>.Coefficients<S>(Plus, Minus, Coefficients, Problem.Stride);
        return DiagonalKernels<T>.Residuals<S>(Problem, Coefficients, Residuals) / (4.0 * Problem.Examples);
    }
}
