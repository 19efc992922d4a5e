using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Basin.Training.Theory;

/// <summary>The loops over hidden units of one example, eight at a time.</summary>
internal static unsafe class RectifierPass
{
    /// <summary>aᵀrelu(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Output(double* z, double* a, int units)
    {
        Vector512<double> even = default, odd = default;
        var h = 0;
        for (; h <= units - (2 * TileProduct.Width); h += 2 * TileProduct.Width)
        {
            even = Vector512.FusedMultiplyAdd(Relu(z + h), Vector512.Load(a + h), even);
            odd = Vector512.FusedMultiplyAdd(Relu(z + h + TileProduct.Width), Vector512.Load(a + h + TileProduct.Width), odd);
        }

        if (h < units) even = Vector512.FusedMultiplyAdd(Relu(z + h), Vector512.Load(a + h), even);
        return Total(even + odd);
    }

    /// <summary>‖relu(z)‖² and ‖a ∘ 1[z > 0]‖², the squared norms of what multiplies the gradients of both layers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Hidden, double Back) SquaredNorms(double* z, double* a, int units)
    {
        Vector512<double> hidden = default, back = default;
        for (var h = 0; h < units; h += TileProduct.Width)
        {
            var (active, open) = (Relu(z + h), Open(z + h, Vector512.Load(a + h)));
            (hidden, back) = (Vector512.FusedMultiplyAdd(active, active, hidden), Vector512.FusedMultiplyAdd(open, open, back));
        }

        return (Total(hidden), Total(back));
    }

    /// <summary>Adds slope·relu(z) to the gradient by a, and turns z into slope·a ∘ 1[z > 0], the adjoint of z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backpropagate(double* z, double* a, double slope, double* gradient, int units)
    {
        var s = Vector512.Create(slope);
        for (var h = 0; h < units; h += TileProduct.Width)
        {
            Vector512.FusedMultiplyAdd(s, Relu(z + h), Vector512.Load(gradient + h)).Store(gradient + h);
            Open(z + h, s * Vector512.Load(a + h)).Store(z + h);
        }
    }

    /// <summary>Writes relu(z) and a ∘ 1[z > 0].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(double* z, double* a, double* hidden, double* back, int units)
    {
        for (var h = 0; h < units; h += TileProduct.Width)
        {
            Relu(z + h).Store(hidden + h);
            Open(z + h, Vector512.Load(a + h)).Store(back + h);
        }
    }

    /// <summary>y ← keep·y + factor·x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double* x, double factor, double* y, double keep, int count)
    {
        var f = Vector512.Create(factor);
        for (var i = 0; i < count; i += TileProduct.Width) Vector512.FusedMultiplyAdd(f, Vector512.Load(x + i), Vector512.Load(y + i) * keep).Store(y + i);
    }

    // Halves onto halves, in this order on every machine.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Total(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }

    // What a NaN becomes does not matter here: it stays in a, and every output shows it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Relu(double* z) => Vector512.MaxNative(Vector512.Load(z), Vector512<double>.Zero);

    // A unit at rest at exactly zero counts as closed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Open(double* z, Vector512<double> value) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(z), Vector512<double>.Zero), value, Vector512<double>.Zero);
}
