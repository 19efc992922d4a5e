using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>Eight floats or four doubles; AVX2 with fused multiply-add.</summary>
/// <param name="register">The numbers.</param>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe struct Simd256<T>(Vector256<T> register) : ISimd<Simd256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _register = register;

    private static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsFused
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported;
    }

    /// <inheritdoc/>
    public static Simd256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<T>.Zero);
    }

    /// <inheritdoc/>
    public static Simd256<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<T>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Create(T value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Of(double constant) => IsSingle
        ? new(Vector256.Create((float)constant).As<float, T>())
        : new(Vector256.Create(constant).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(T* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(T* source, int count) => count >= Count ? Load(source)
        : !Avx.IsSupported ? LoadSlowly(source, count)
        : IsSingle ? new(Avx.MaskLoad((float*)source, First(count).AsSingle()).As<float, T>())
        : new(Avx.MaskLoad((double*)source, First(count).AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(T* source, int count, Simd256<T> otherwise) => count >= Count ? Load(source)
        : new(Vector256.ConditionalSelect(First(count), Load(source, count)._register, otherwise._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> x, T* destination) => x._register.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> x, T* destination, int count)
    {
        if (count >= Count) Store(x, destination);
        else if (!Avx.IsSupported) StoreSlowly(x, destination, count);
        else if (IsSingle) Avx.MaskStore((float*)destination, First(count).AsSingle(), x._register.AsSingle());
        else Avx.MaskStore((double*)destination, First(count).AsDouble(), x._register.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> a, Simd256<T> b) => new(a._register + b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> a, Simd256<T> b) => new(a._register - b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> a) => new(-a._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> a, Simd256<T> b) => new(a._register * b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> a, Simd256<T> b) => new(a._register / b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> MultiplyAdd(Simd256<T> a, Simd256<T> b, Simd256<T> c) => IsSingle
        ? new(Vector256.MultiplyAddEstimate(a._register.AsSingle(), b._register.AsSingle(), c._register.AsSingle()).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(a._register.AsDouble(), b._register.AsDouble(), c._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Min(Simd256<T> a, Simd256<T> b) => !Avx.IsSupported ? new(Vector256.MinNative(a._register, b._register))
        : IsSingle ? new(Avx.Min(a._register.AsSingle(), b._register.AsSingle()).As<float, T>())
        : new(Avx.Min(a._register.AsDouble(), b._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Max(Simd256<T> a, Simd256<T> b) => !Avx.IsSupported ? new(Vector256.MaxNative(a._register, b._register))
        : IsSingle ? new(Avx.Max(a._register.AsSingle(), b._register.AsSingle()).As<float, T>())
        : new(Avx.Max(a._register.AsDouble(), b._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Abs(Simd256<T> x) => new(Vector256.Abs(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> x) => new(Vector256.Sqrt(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Round(Simd256<T> x) => IsSingle
        ? new(Vector256.Round(x._register.AsSingle()).As<float, T>())
        : new(Vector256.Round(x._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> CopySign(Simd256<T> a, Simd256<T> b) => new(Vector256.CopySign(a._register, b._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> WhereLess(Simd256<T> a, Simd256<T> b, Simd256<T> yes, Simd256<T> no) => new(Vector256.ConditionalSelect(Vector256.LessThan(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> WhereLessOrEqual(Simd256<T> a, Simd256<T> b, Simd256<T> yes, Simd256<T> no) => new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> WhereEqual(Simd256<T> a, Simd256<T> b, Simd256<T> yes, Simd256<T> no) => new(Vector256.ConditionalSelect(Vector256.Equals(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Simd256<T> a, Simd256<T> b) => Vector256.LessThanAny(a._register, b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Scale(Simd256<T> x, Simd256<T> n)
    {
        // In two steps, so that neither power of two is out of range; only the second product can round.
        var half = Round(n * Of(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Split(Simd256<T> x, out Simd256<T> n)
    {
        // Adding 1 − √½ to the bits rounds the exponent up where the mantissa is √2 or more; the sum stays positive,
        // so a logical shift will do. The exponent becomes a number by way of the bits of 2²³ or 2⁵².
        if (IsSingle)
        {
            var bits = x._register.AsInt32();
            var biased = (bits + Vector256.Create(0x3F800000 - 0x3F3504F3)) >>> 23;
            var exponent = (biased | Vector256.Create(0x4B000000)).AsSingle() - Vector256.Create(8388608f + 127f);
            n = new(exponent.As<float, T>());
            return new((bits - ((biased - Vector256.Create(127)) << 23)).As<int, T>());
        }
        else
        {
            var bits = x._register.AsInt64();
            var biased = (bits + Vector256.Create(0x3FF0000000000000 - 0x3FE6A09E667F3BCD)) >>> 52;
            var exponent = (biased | Vector256.Create(0x4330000000000000)).AsDouble() - Vector256.Create(4503599627370496d + 1023d);
            n = new(exponent.As<double, T>());
            return new((bits - ((biased - Vector256.Create(1023L)) << 52)).As<long, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd256<T> x) => Vector256.Sum(x._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Simd256<T> x)
    {
        return Simd128<T>.Max(Simd128<T>.Max(new(x._register.GetLower()), new Simd128<T>(x._register.GetUpper())));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256<T> PowerOfTwo(Simd256<T> n)
    {
        // Adding 1.5·2²³ (or 2⁵²) leaves the integer in the low bits, whence it is shifted into the exponent.
        return IsSingle
            ? new(((n._register.AsSingle() + Vector256.Create(12582912f + 127f)).AsInt32() << 23).As<int, T>())
            : new(((n._register.AsDouble() + Vector256.Create(6755399441055744d + 1023d)).AsInt64() << 52).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> First(int count) => IsSingle
        ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>()
        : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();

    private static Simd256<T> LoadSlowly(T* source, int count)
    {
        var register = Vector256<T>.Zero;
        for (var i = 0; i < count; i++) ((T*)&register)[i] = source[i];
        return new(register);
    }

    private static void StoreSlowly(Simd256<T> x, T* destination, int count)
    {
        for (var i = 0; i < count; i++) destination[i] = x._register[i];
    }
}
