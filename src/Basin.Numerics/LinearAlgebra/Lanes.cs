using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>The loops under the vector routines: eight double-precision lanes, whatever the machine has, so every machine rounds alike.</summary>
internal static unsafe class Lanes
{
    /// <summary>Elements a step.</summary>
    public const int Width = 8;

    /// <summary>xᵀy in two alternating groups of lanes.</summary>
    public static double Dot<T>(T* x, T* y, int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector512<double> even = default, odd = default;
        var i = 0;
        for (; i <= n - (2 * Width); i += 2 * Width)
        {
            even = MultiplyAdd(Load(x + i), Load(y + i), even);
            odd = MultiplyAdd(Load(x + i + Width), Load(y + i + Width), odd);
        }

        var sum = Total(even + odd);
        for (; i < n; i++) sum = double.FusedMultiplyAdd(double.CreateTruncating(x[i]), double.CreateTruncating(y[i]), sum);
        return sum;
    }

    /// <summary>sums[j] = q_jᵀx for four vectors at once: x is read once for the four. Fetches meanwhile what comes <paramref name="next"/>.</summary>
    public static void DotFour<T>(T** q, int offset, Upcoming<T> next, double* x, int n, double* sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* q0 = q[0] + offset, q1 = q[1] + offset, q2 = q[2] + offset, q3 = q[3] + offset;
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i <= n - Width; i += Width)
        {
            next.Fetch(i);
            var v = Vector512.Load(x + i);
            s0 = MultiplyAdd(Load(q0 + i), v, s0);
            s1 = MultiplyAdd(Load(q1 + i), v, s1);
            s2 = MultiplyAdd(Load(q2 + i), v, s2);
            s3 = MultiplyAdd(Load(q3 + i), v, s3);
        }

        (sums[0], sums[1], sums[2], sums[3]) = (Total(s0), Total(s1), Total(s2), Total(s3));
        for (; i < n; i++)
        {
            sums[0] = double.FusedMultiplyAdd(double.CreateTruncating(q0[i]), x[i], sums[0]);
            sums[1] = double.FusedMultiplyAdd(double.CreateTruncating(q1[i]), x[i], sums[1]);
            sums[2] = double.FusedMultiplyAdd(double.CreateTruncating(q2[i]), x[i], sums[2]);
            sums[3] = double.FusedMultiplyAdd(double.CreateTruncating(q3[i]), x[i], sums[3]);
        }
    }

    /// <summary>x ← x + Σ_j c_j·q_j for four vectors at once: x is read and written once for the four. Fetches meanwhile what comes <paramref name="next"/>.</summary>
    public static void AddFour<T>(T** q, int offset, Upcoming<T> next, double c0, double c1, double c2, double c3, double* x, int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* q0 = q[0] + offset, q1 = q[1] + offset, q2 = q[2] + offset, q3 = q[3] + offset;
        var (a0, a1, a2, a3) = (Vector512.Create(c0), Vector512.Create(c1), Vector512.Create(c2), Vector512.Create(c3));
        var i = 0;
        for (; i <= n - Width; i += Width)
        {
            next.Fetch(i);
            var v = MultiplyAdd(Load(q0 + i), a0, Vector512.Load(x + i));
            v = MultiplyAdd(Load(q1 + i), a1, v);
            v = MultiplyAdd(Load(q2 + i), a2, v);
            v = MultiplyAdd(Load(q3 + i), a3, v);
            v.Store(x + i);
        }

        for (; i < n; i++)
        {
            var v = double.FusedMultiplyAdd(double.CreateTruncating(q0[i]), c0, x[i]);
            v = double.FusedMultiplyAdd(double.CreateTruncating(q1[i]), c1, v);
            v = double.FusedMultiplyAdd(double.CreateTruncating(q2[i]), c2, v);
            x[i] = double.FusedMultiplyAdd(double.CreateTruncating(q3[i]), c3, v);
        }
    }

    /// <summary>y ← y + a·x.</summary>
    public static void AddScaled<T>(double a, T* x, T* y, int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var factor = Vector512.Create(a);
        var i = 0;
        for (; i <= n - Width; i += Width) Store(MultiplyAdd(Load(x + i), factor, Load(y + i)), y + i);
        for (; i < n; i++) y[i] = T.CreateTruncating(double.FusedMultiplyAdd(double.CreateTruncating(x[i]), a, double.CreateTruncating(y[i])));
    }

    /// <summary>x ← a·x.</summary>
    public static void Scale<T>(double a, T* x, int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        for (; i <= n - Width; i += Width) Store(Load(x + i) * a, x + i);
        for (; i < n; i++) x[i] = T.CreateTruncating(a * double.CreateTruncating(x[i]));
    }

    /// <summary>Copies into double precision.</summary>
    public static void Widen<T>(T* source, double* destination, int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        for (; i <= n - Width; i += Width) Load(source + i).Store(destination + i);
        for (; i < n; i++) destination[i] = double.CreateTruncating(source[i]);
    }

    /// <summary>Rounds from double precision.</summary>
    public static void Narrow<T>(double* source, T* destination, int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        for (; i <= n - Width; i += Width) Store(Vector512.Load(source + i), destination + i);
        for (; i < n; i++) destination[i] = T.CreateTruncating(source[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load<T>(T* x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) return Vector512.Load((double*)x);
        if (typeof(T) == typeof(float))
        {
            if (Avx512F.IsSupported) return Avx512F.ConvertToVector512Double(Vector256.Load((float*)x));
            var (low, high) = Vector256.Widen(Vector256.Load((float*)x));
            return Vector512.Create(low, high);
        }

        throw new NotSupportedException($"Vectors of {typeof(T)} are not supported; use float or double.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<double> value, T* x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            value.Store((double*)x);
        else
            Vector256.Narrow(value.GetLower(), value.GetUpper()).Store((float*)x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>The sum of eight lanes: halves onto halves, in this order on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
