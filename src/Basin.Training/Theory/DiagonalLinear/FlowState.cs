using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>A network by its logarithms: r = ln(w₊/w₋) and s = ln(w₊w₋), so that β = 2·eˢ·sinh r.</summary>
internal sealed unsafe class FlowState<T>(SparseRegression<T> problem, DiagonalOptions options, double temperature, RandomSource noise) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<T> _state = new(5L * problem.Stride), _examples = new(2L * problem.Examples);

    public FlowState(SparseRegression<T> problem, ReadOnlySpan<double> scale, double temperature, DiagonalOptions options, RandomSource noise)
        : this(problem, options, temperature, noise)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scale.Length, problem.Inputs);
        for (var j = 0; j < scale.Length; j++)
        {
            Product[j] = T.CreateTruncating(2 * Math.Log(Require.Positive(scale[j], nameof(scale))));
            Curvature[j] = T.CreateTruncating(problem.Curvature[j]);
        }
    }

    private T* Ratio => _state.Pointer;

    private T* Product => _state.Pointer + problem.Stride;

    private T* Coefficients => _state.Pointer + (2 * problem.Stride);

    private T* Direction => _state.Pointer + (3 * problem.Stride);

    private T* Curvature => _state.Pointer + (4 * problem.Stride);

    private T* Residuals => _examples.Pointer;

    private Span<T> Noise => new(_examples.Pointer + problem.Examples, problem.Examples);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Loss<S>()
        where S : unmanaged, ISimd<S, T>
    {
        for (var j = 0; j < problem.Stride; j += S.Count)
        {
            S r = S.Load(Ratio + j), s = S.Load(Product + j);
            S.Store(Exponential.Exp<S, T>(s + r) - Exponential.Exp<S, T>(s - r), Coefficients + j);
        }

        return DiagonalKernels<T>.Residuals<S>(problem, Coefficients, Residuals) / (4.0 * problem.Examples);
    }

    public void Step(double loss)
    {
        var (h, n) = (options.LearningRate, problem.Examples);
        T drift = T.CreateTruncating(-2 * h / n), spread = T.CreateTruncating(4 * Math.Sqrt(temperature * loss * h / n));
        if (temperature > 0) noise.FillGaussian(Noise);
        for (var i = 0; i < n; i++) Residuals[i] = (drift * Residuals[i]) + (spread * Noise[i]);
        var shrink = T.CreateTruncating(-4 * temperature * loss * h);
        switch (SimdLevel.Bits)
        {
            case 512: Move<Simd512<T>>(shrink); break;
            case 256: Move<Simd256<T>>(shrink); break;
            default: Move<Simd128<T>>(shrink); break;
        }
    }

    public double[] ReadCoefficients() => Read(Coefficients, x => x);

    public double[] ReadEffectiveScale() => Read(Product, s => Math.Exp(s / 2));

    public void Dispose()
    {
        _state.Dispose();
        _examples.Dispose();
    }

    private void Move<S>(T shrink)
        where S : unmanaged, ISimd<S, T>
    {
        DiagonalKernels<T>.Combine<S>(problem, Residuals, Direction);
        var k = S.Create(shrink);
        for (var j = 0; j < problem.Stride; j += S.Count)
        {
            S.Store(S.Load(Ratio + j) + S.Load(Direction + j), Ratio + j);
            S.Store(S.MultiplyAdd(k, S.Load(Curvature + j), S.Load(Product + j)), Product + j);
        }
    }

    private double[] Read(T* source, Func<double, double> value)
    {
        var result = new double[problem.Inputs];
        for (var j = 0; j < result.Length; j++) result[j] = value(double.CreateTruncating(source[j]));
        return result;
    }
}
