using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>Arithmetic on arrays of n numbers. The result may be one of the arguments; otherwise arrays do not overlap.</summary>
/// <remarks>Allocates nothing; shared among threads beyond 16,384 numbers.</remarks>
public static unsafe class Arrays
{
    /// <summary>y = a + b.</summary>
    public static void Add<T>(Workers workers, int n, T* a, T* b, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, Binary<T, Sum>>(workers, n, new(a, b, y));

    /// <summary>y = a − b.</summary>
    public static void Subtract<T>(Workers workers, int n, T* a, T* b, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, Binary<T, Difference>>(workers, n, new(a, b, y));

    /// <summary>y = a·b.</summary>
    public static void Multiply<T>(Workers workers, int n, T* a, T* b, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, Binary<T, Product>>(workers, n, new(a, b, y));

    /// <summary>y = y + a·b, the product rounded before it is added.</summary>
    public static void MultiplyAdd<T>(Workers workers, int n, T* a, T* b, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, Binary<T, AddedProduct>>(workers, n, new(a, b, y));

    /// <summary>y = a/b.</summary>
    public static void Divide<T>(Workers workers, int n, T* a, T* b, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, Binary<T, Ratio>>(workers, n, new(a, b, y));

    /// <summary>y = αx.</summary>
    public static void Scale<T>(Workers workers, int n, T alpha, T* x, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, LinearCombination<T>>(workers, n, new(alpha, x, T.Zero, y));

    /// <summary>y = y + αx, known as axpy.</summary>
    public static void AddScaled<T>(Workers workers, int n, T alpha, T* x, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, LinearCombination<T>>(workers, n, new(alpha, x, T.One, y));

    /// <summary>y = αx + βy; where β is zero y is not read.</summary>
    public static void Combine<T>(Workers workers, int n, T alpha, T* x, T beta, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, LinearCombination<T>>(workers, n, new(alpha, x, beta, y));

    /// <summary>y = value.</summary>
    public static void Fill<T>(Workers workers, int n, T value, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, Fill<T>>(workers, n, new(null, value, y));

    /// <summary>y = x.</summary>
    public static void Copy<T>(Workers workers, int n, T* x, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> => Launch.Elementwise<T, Fill<T>>(workers, n, new(x, default, y));

    /// <summary>y = f(x).</summary>
    public static void Apply<T, TFunction>(Workers workers, int n, TFunction function, T* x, T* y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : unmanaged, IUnary => Launch.Elementwise<T, UnaryValue<T, TFunction>>(workers, n, new(function, x, y));

    internal readonly struct Sum : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Value<S, T>(S a, S b, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => a + b;
    }

    private readonly struct Difference : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Value<S, T>(S a, S b, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => a - b;
    }

    internal readonly struct Product : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Value<S, T>(S a, S b, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => a * b;
    }

    private readonly struct AddedProduct : IBinary
    {
        public static bool ReadsOutput => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Value<S, T>(S a, S b, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => y + (a * b);
    }

    private readonly struct Ratio : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static S Value<S, T>(S a, S b, S y)
            where S : unmanaged, ISimd<S, T>
            where T : unmanaged, IFloatingPointIeee754<T> => a / b;
    }
}
