using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>Sixteen floats or eight doubles; AVX-512.</summary>
/// <param name="register">The numbers.</param>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe struct Simd512<T>(Vector512<T> register) : ISimd<Simd512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector512<T> _register = register;

    private static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsFused
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public static Simd512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.Zero);
    }

    /// <inheritdoc/>
    public static Simd512<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Create(T value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Of(double constant) => IsSingle
        ? new(Vector512.Create((float)constant).As<float, T>())
        : new(Vector512.Create(constant).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(T* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(T* source, int count) => count >= Count ? Load(source)
        : IsSingle
        ? new(Avx512F.MaskLoad((float*)source, First(count).AsSingle(), Vector512<float>.Zero).As<float, T>())
        : new(Avx512F.MaskLoad((double*)source, First(count).AsDouble(), Vector512<double>.Zero).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(T* source, int count, Simd512<T> otherwise) => count >= Count ? Load(source)
        : IsSingle ? new(Avx512F.MaskLoad((float*)source, First(count).AsSingle(), otherwise._register.AsSingle()).As<float, T>())
        : new(Avx512F.MaskLoad((double*)source, First(count).AsDouble(), otherwise._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> x, T* destination) => x._register.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> x, T* destination, int count)
    {
        if (count >= Count) Store(x, destination);
        else if (IsSingle) Avx512F.MaskStore((float*)destination, First(count).AsSingle(), x._register.AsSingle());
        else Avx512F.MaskStore((double*)destination, First(count).AsDouble(), x._register.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> a, Simd512<T> b) => new(a._register + b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a, Simd512<T> b) => new(a._register - b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a) => new(-a._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> a, Simd512<T> b) => new(a._register * b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> a, Simd512<T> b) => new(a._register / b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> MultiplyAdd(Simd512<T> a, Simd512<T> b, Simd512<T> c) => IsSingle
        ? new(Vector512.MultiplyAddEstimate(a._register.AsSingle(), b._register.AsSingle(), c._register.AsSingle()).As<float, T>())
        : new(Vector512.MultiplyAddEstimate(a._register.AsDouble(), b._register.AsDouble(), c._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Min(Simd512<T> a, Simd512<T> b) => IsSingle
        ? new(Avx512F.Min(a._register.AsSingle(), b._register.AsSingle()).As<float, T>())
        : new(Avx512F.Min(a._register.AsDouble(), b._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Max(Simd512<T> a, Simd512<T> b) => IsSingle
        ? new(Avx512F.Max(a._register.AsSingle(), b._register.AsSingle()).As<float, T>())
        : new(Avx512F.Max(a._register.AsDouble(), b._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Abs(Simd512<T> x) => new(Vector512.Abs(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> x) => new(Vector512.Sqrt(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Round(Simd512<T> x) => IsSingle
        ? new(Vector512.Round(x._register.AsSingle()).As<float, T>())
        : new(Vector512.Round(x._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> CopySign(Simd512<T> a, Simd512<T> b) => new(Vector512.CopySign(a._register, b._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> WhereLess(Simd512<T> a, Simd512<T> b, Simd512<T> yes, Simd512<T> no) => new(Vector512.ConditionalSelect(Vector512.LessThan(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> WhereLessOrEqual(Simd512<T> a, Simd512<T> b, Simd512<T> yes, Simd512<T> no) => new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> WhereEqual(Simd512<T> a, Simd512<T> b, Simd512<T> yes, Simd512<T> no) => new(Vector512.ConditionalSelect(Vector512.Equals(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Simd512<T> a, Simd512<T> b) => Vector512.LessThanAny(a._register, b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Scale(Simd512<T> x, Simd512<T> n)
    {
        return IsSingle
            ? new(Avx512F.Scale(x._register.AsSingle(), n._register.AsSingle()).As<float, T>())
            : new(Avx512F.Scale(x._register.AsDouble(), n._register.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Split(Simd512<T> x, out Simd512<T> n)
    {
        // Adding 1 − √½ to the bits rounds the exponent up where the mantissa is √2 or more; the sum stays positive,
        // so a logical shift will do. The exponent becomes a number by way of the bits of 2²³ or 2⁵².
        if (IsSingle)
        {
            var bits = x._register.AsInt32();
            var biased = (bits + Vector512.Create(0x3F800000 - 0x3F3504F3)) >>> 23;
            var exponent = (biased | Vector512.Create(0x4B000000)).AsSingle() - Vector512.Create(8388608f + 127f);
            n = new(exponent.As<float, T>());
            return new((bits - ((biased - Vector512.Create(127)) << 23)).As<int, T>());
        }
        else
        {
            var bits = x._register.AsInt64();
            var biased = (bits + Vector512.Create(0x3FF0000000000000 - 0x3FE6A09E667F3BCD)) >>> 52;
            var exponent = (biased | Vector512.Create(0x4330000000000000)).AsDouble() - Vector512.Create(4503599627370496d + 1023d);
            n = new(exponent.As<double, T>());
            return new((bits - ((biased - Vector512.Create(1023L)) << 52)).As<long, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd512<T> x) => Vector512.Sum(x._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Simd512<T> x)
    {
        return Simd256<T>.Max(Simd256<T>.Max(new(x._register.GetLower()), new Simd256<T>(x._register.GetUpper())));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> First(int count) => IsSingle
        ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>()
        : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();
}
