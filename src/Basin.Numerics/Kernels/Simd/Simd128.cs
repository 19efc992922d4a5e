using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>Four floats or two doubles; any machine, ARM64 and x86 without fused multiply-add included.</summary>
/// <param name="register">The numbers.</param>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe struct Simd128<T>(Vector128<T> register) : ISimd<Simd128<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector128<T> _register = register;

    private static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsFused
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    /// <inheritdoc/>
    public static Simd128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.Zero);
    }

    /// <inheritdoc/>
    public static Simd128<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Create(T value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Of(double constant) => IsSingle
        ? new(Vector128.Create((float)constant).As<float, T>())
        : new(Vector128.Create(constant).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(T* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(T* source, int count) => count >= Count ? Load(source)
        : !Avx.IsSupported ? LoadSlowly(source, count)
        : IsSingle ? new(Avx.MaskLoad((float*)source, First(count).AsSingle()).As<float, T>())
        : new(Avx.MaskLoad((double*)source, First(count).AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(T* source, int count, Simd128<T> otherwise) => count >= Count ? Load(source)
        : new(Vector128.ConditionalSelect(First(count), Load(source, count)._register, otherwise._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> x, T* destination) => x._register.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> x, T* destination, int count)
    {
        if (count >= Count) Store(x, destination);
        else if (!Avx.IsSupported) StoreSlowly(x, destination, count);
        else if (IsSingle) Avx.MaskStore((float*)destination, First(count).AsSingle(), x._register.AsSingle());
        else Avx.MaskStore((double*)destination, First(count).AsDouble(), x._register.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> a, Simd128<T> b) => new(a._register + b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a, Simd128<T> b) => new(a._register - b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a) => new(-a._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> a, Simd128<T> b) => new(a._register * b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> a, Simd128<T> b) => new(a._register / b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> MultiplyAdd(Simd128<T> a, Simd128<T> b, Simd128<T> c) => IsSingle
        ? new(Vector128.MultiplyAddEstimate(a._register.AsSingle(), b._register.AsSingle(), c._register.AsSingle()).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(a._register.AsDouble(), b._register.AsDouble(), c._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Min(Simd128<T> a, Simd128<T> b) => !Sse2.IsSupported ? new(Vector128.MinNative(a._register, b._register))
        : IsSingle ? new(Sse.Min(a._register.AsSingle(), b._register.AsSingle()).As<float, T>())
        : new(Sse2.Min(a._register.AsDouble(), b._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Max(Simd128<T> a, Simd128<T> b) => !Sse2.IsSupported ? new(Vector128.MaxNative(a._register, b._register))
        : IsSingle ? new(Sse.Max(a._register.AsSingle(), b._register.AsSingle()).As<float, T>())
        : new(Sse2.Max(a._register.AsDouble(), b._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Abs(Simd128<T> x) => new(Vector128.Abs(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> x) => new(Vector128.Sqrt(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Round(Simd128<T> x) => IsSingle
        ? new(Vector128.Round(x._register.AsSingle()).As<float, T>())
        : new(Vector128.Round(x._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> CopySign(Simd128<T> a, Simd128<T> b) => new(Vector128.CopySign(a._register, b._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> WhereLess(Simd128<T> a, Simd128<T> b, Simd128<T> yes, Simd128<T> no) => new(Vector128.ConditionalSelect(Vector128.LessThan(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> WhereLessOrEqual(Simd128<T> a, Simd128<T> b, Simd128<T> yes, Simd128<T> no) => new(Vector128.ConditionalSelect(Vector128.LessThanOrEqual(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> WhereEqual(Simd128<T> a, Simd128<T> b, Simd128<T> yes, Simd128<T> no) => new(Vector128.ConditionalSelect(Vector128.Equals(a._register, b._register), yes._register, no._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Simd128<T> a, Simd128<T> b) => Vector128.LessThanAny(a._register, b._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Scale(Simd128<T> x, Simd128<T> n)
    {
        // In two steps, so that neither power of two is out of range; only the second product can round.
        var half = Round(n * Of(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Split(Simd128<T> x, out Simd128<T> n)
    {
        // Adding 1 − √½ to the bits rounds the exponent up where the mantissa is √2 or more; the sum stays positive,
        // so a logical shift will do. The exponent becomes a number by way of the bits of 2²³ or 2⁵².
        if (IsSingle)
        {
            var bits = x._register.AsInt32();
            var biased = (bits + Vector128.Create(0x3F800000 - 0x3F3504F3)) >>> 23;
            var exponent = (biased | Vector128.Create(0x4B000000)).AsSingle() - Vector128.Create(8388608f + 127f);
            n = new(exponent.As<float, T>());
            return new((bits - ((biased - Vector128.Create(127)) << 23)).As<int, T>());
        }
        else
        {
            var bits = x._register.AsInt64();
            var biased = (bits + Vector128.Create(0x3FF0000000000000 - 0x3FE6A09E667F3BCD)) >>> 52;
            var exponent = (biased | Vector128.Create(0x4330000000000000)).AsDouble() - Vector128.Create(4503599627370496d + 1023d);
            n = new(exponent.As<double, T>());
            return new((bits - ((biased - Vector128.Create(1023L)) << 52)).As<long, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd128<T> x) => Vector128.Sum(x._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Simd128<T> x)
    {
        if (IsSingle)
        {
            var pairs = Max(x, new(Vector128.Shuffle(x._register.AsSingle(), Vector128.Create(2, 3, 0, 1)).As<float, T>()));
            return Max(pairs, new(Vector128.Shuffle(pairs._register.AsSingle(), Vector128.Create(1, 0, 3, 2)).As<float, T>()))._register.ToScalar();
        }

        return Max(x, new(Vector128.Shuffle(x._register.AsDouble(), Vector128.Create(1L, 0)).As<double, T>()))._register.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<T> PowerOfTwo(Simd128<T> n)
    {
        // Adding 1.5·2²³ (or 2⁵²) leaves the integer in the low bits, whence it is shifted into the exponent.
        return IsSingle
            ? new(((n._register.AsSingle() + Vector128.Create(12582912f + 127f)).AsInt32() << 23).As<int, T>())
            : new(((n._register.AsDouble() + Vector128.Create(6755399441055744d + 1023d)).AsInt64() << 52).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> First(int count) => IsSingle
        ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>()
        : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();

    private static Simd128<T> LoadSlowly(T* source, int count)
    {
        var register = Vector128<T>.Zero;
        for (var i = 0; i < count; i++) ((T*)&register)[i] = source[i];
        return new(register);
    }

    private static void StoreSlowly(Simd128<T> x, T* destination, int count)
    {
        for (var i = 0; i < count; i++) destination[i] = x._register[i];
    }
}
