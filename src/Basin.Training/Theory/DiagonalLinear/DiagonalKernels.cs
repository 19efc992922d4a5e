using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>Loops over the coordinates of one network, in whole registers. β = w₊² − w₋² = (w₊ − w₋)(w₊ + w₋), which loses no digits.</summary>
/// <remarks>Compiled at once and fully: what is run for a second must not spend it in unoptimised code.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class DiagonalKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>⟨β, x⟩, summed in the order of <see cref="Step{S}(T*, T*, T*, T, T*, int)"/>, so that a run does not depend on where it was interrupted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Output<S>(T* plus, T* minus, T* x, int length)
        where S : unmanaged, ISimd<S, T>
    {
        S even = S.Zero, odd = S.Zero;
        var j = 0;
        for (; j + (2 * S.Count) <= length; j += 2 * S.Count)
        {
            even = S.MultiplyAdd(Coefficient<S>(plus + j, minus + j), S.Load(x + j), even);
            odd = S.MultiplyAdd(Coefficient<S>(plus + j + S.Count, minus + j + S.Count), S.Load(x + j + S.Count), odd);
        }

        if (j < length) even = S.MultiplyAdd(Coefficient<S>(plus + j, minus + j), S.Load(x + j), even);
        return S.Sum(even + odd);
    }

    /// <summary>w± ← w±(1 ± s·x), and ⟨β, next⟩ of what that gives: a step and the next one's output in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Step<S>(T* plus, T* minus, T* x, T scale, T* next, int length)
        where S : unmanaged, ISimd<S, T>
    {
        // Two sums, because an addition waits for the one before it.
        S even = S.Zero, odd = S.Zero, s = S.Create(scale);
        var j = 0;
        for (; j + (2 * S.Count) <= length; j += 2 * S.Count)
        {
            even = S.MultiplyAdd(Move<S>(plus + j, minus + j, x + j, s), S.Load(next + j), even);
            odd = S.MultiplyAdd(Move<S>(plus + j + S.Count, minus + j + S.Count, x + j + S.Count, s), S.Load(next + j + S.Count), odd);
        }

        if (j < length) even = S.MultiplyAdd(Move<S>(plus + j, minus + j, x + j, s), S.Load(next + j), even);
        return S.Sum(even + odd);
    }

    /// <summary>w± ← w±(1 ± s·x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step<S>(T* plus, T* minus, T* x, T scale, int length)
        where S : unmanaged, ISimd<S, T>
    {
        var s = S.Create(scale);
        for (var j = 0; j < length; j += S.Count) Move<S>(plus + j, minus + j, x + j, s);
    }

    /// <summary>β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Coefficients<S>(T* plus, T* minus, T* coefficients, int length)
        where S : unmanaged, ISimd<S, T>
    {
        for (var j = 0; j < length; j += S.Count) S.Store(Coefficient<S>(plus + j, minus + j), coefficients + j);
    }

    /// <summary>e = Xβ − y, and Σ e².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Residuals<S>(SparseRegression<T> problem, T* coefficients, T* residuals)
        where S : unmanaged, ISimd<S, T>
    {
        var (length, squares) = (problem.Stride, 0.0);
        for (var i = 0; i < problem.Examples; i++)
        {
            var x = problem.Rows + ((long)i * length);
            S even = S.Zero, odd = S.Zero;
            var j = 0;
            for (; j + (2 * S.Count) <= length; j += 2 * S.Count)
            {
                even = S.MultiplyAdd(S.Load(coefficients + j), S.Load(x + j), even);
                odd = S.MultiplyAdd(S.Load(coefficients + j + S.Count), S.Load(x + j + S.Count), odd);
            }

            if (j < length) even = S.MultiplyAdd(S.Load(coefficients + j), S.Load(x + j), even);
            var residual = S.Sum(even + odd) - problem.Targets[i];
            residuals[i] = residual;
            squares += double.CreateTruncating(residual) * double.CreateTruncating(residual);
        }

        return squares;
    }

    /// <summary>Xᵀc.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine<S>(SparseRegression<T> problem, T* weights, T* result)
        where S : unmanaged, ISimd<S, T>
    {
        var length = problem.Stride;
        new Span<T>(result, length).Clear();
        var i = 0;
        for (; i + 4 <= problem.Examples; i += 4)
        {
            var x = problem.Rows + ((long)i * length);
            S a = S.Create(weights[i]), b = S.Create(weights[i + 1]), c = S.Create(weights[i + 2]), d = S.Create(weights[i + 3]);
            for (var j = 0; j < length; j += S.Count)
            {
                var first = S.MultiplyAdd(a, S.Load(x + j), S.MultiplyAdd(b, S.Load(x + length + j), S.Load(result + j)));
                var second = S.MultiplyAdd(c, S.Load(x + (2 * length) + j), d * S.Load(x + (3 * length) + j));
                S.Store(first + second, result + j);
            }
        }

        for (; i < problem.Examples; i++)
        {
            var x = problem.Rows + ((long)i * length);
            var a = S.Create(weights[i]);
            for (var j = 0; j < length; j += S.Count) S.Store(S.MultiplyAdd(a, S.Load(x + j), S.Load(result + j)), result + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Coefficient<S>(T* plus, T* minus)
        where S : unmanaged, ISimd<S, T>
    {
        S p = S.Load(plus), m = S.Load(minus);
        return (p - m) * (p + m);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Move<S>(T* plus, T* minus, T* x, S scale)
        where S : unmanaged, ISimd<S, T>
    {
        S p = S.Load(plus), m = S.Load(minus), u = scale * S.Load(x);
        p = S.MultiplyAdd(p, u, p);
        m = S.MultiplyAdd(-m, u, m);
        S.Store(p, plus);
        S.Store(m, minus);
        return (p - m) * (p + m);
    }
}
