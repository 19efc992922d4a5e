using System.Numerics;
using Basin.Numerics.Kernels.Convolutions;
using Basin.Numerics.Kernels.Convolutions.Winograd;
using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels;

/// <summary>Two-dimensional convolutions of dense images, layout [batch][height][width][channels], and their derivatives.</summary>
/// <remarks>
/// Direct: no window is ever unfolded. Each pass with two terms costs what its terms cost and writes its result once.
/// Windows of 3x3 at stride 1 over enough channels go in tiles of 4x4 outputs in float32, at a quarter of the products and about
/// twice the rounding error; what is not finite then reaches the whole tiles that see it. The sizes decide that, and with the
/// vector width the order of every sum. Arrays must not overlap the result.
/// The shape is not checked again here; see <see cref="ConvolutionShape.Validate"/>.
/// </remarks>
public static unsafe class Convolution
{
    /// <summary>y (+)= x ∗ w.</summary>
    /// <param name="workers">The threads to share the work with.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">Shape [batch][height][width][channels].</param>
    /// <param name="w">Shape [kernel height][kernel width][channels / groups][out channels].</param>
    /// <param name="y">Shape [batch][out height][out width][out channels].</param>
    /// <param name="accumulate">Add to the result instead of overwriting it.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither.</exception>
    public static void Forward<T>(Workers workers, in ConvolutionShape shape, T* x, T* w, T* y, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => Forward(SimdLevel.Bits, workers, shape, x, w, null, null, y, accumulate);

    /// <summary>y (+)= x₁ ∗ w₁ + x₂ ∗ w₂, in one pass: the tangent of a convolution.</summary>
    /// <inheritdoc cref="Forward{T}(Workers, in ConvolutionShape, T*, T*, T*, bool)" path="/exception"/>
    public static void ForwardTwo<T>(Workers workers, in ConvolutionShape shape, T* x1, T* w1, T* x2, T* w2, T* y, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => Forward(SimdLevel.Bits, workers, shape, x1, w1, x2, w2, y, accumulate);

    /// <summary>dx (+)= the derivative of ⟨dy, x ∗ w⟩ by x.</summary>
    /// <inheritdoc cref="Forward{T}(Workers, in ConvolutionShape, T*, T*, T*, bool)" path="/exception"/>
    public static void BackwardData<T>(Workers workers, in ConvolutionShape shape, T* dy, T* w, T* dx, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => BackwardData(SimdLevel.Bits, workers, shape, dy, w, null, null, dx, accumulate);

    /// <summary>dx (+)= the derivative of ⟨dy₁, x ∗ w₁⟩ + ⟨dy₂, x ∗ w₂⟩ by x, in one pass.</summary>
    /// <inheritdoc cref="Forward{T}(Workers, in ConvolutionShape, T*, T*, T*, bool)" path="/exception"/>
    public static void BackwardDataTwo<T>(Workers workers, in ConvolutionShape shape, T* dy1, T* w1, T* dy2, T* w2, T* dx, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => BackwardData(SimdLevel.Bits, workers, shape, dy1, w1, dy2, w2, dx, accumulate);

    /// <summary>dw (+)= the derivative of ⟨dy, x ∗ w⟩ by w.</summary>
    /// <inheritdoc cref="Forward{T}(Workers, in ConvolutionShape, T*, T*, T*, bool)" path="/exception"/>
    public static void BackwardWeights<T>(Workers workers, in ConvolutionShape shape, T* x, T* dy, T* dw, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => BackwardWeights(SimdLevel.Bits, workers, shape, x, dy, null, null, dw, accumulate, 0);

    /// <summary>dw (+)= the derivative of ⟨dy₁, x₁ ∗ w⟩ + ⟨dy₂, x₂ ∗ w⟩ by w, in one pass.</summary>
    /// <inheritdoc cref="Forward{T}(Workers, in ConvolutionShape, T*, T*, T*, bool)" path="/exception"/>
    public static void BackwardWeightsTwo<T>(Workers workers, in ConvolutionShape shape, T* x1, T* dy1, T* x2, T* dy2, T* dw, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => BackwardWeights(SimdLevel.Bits, workers, shape, x1, dy1, x2, dy2, dw, accumulate, 0);

    /// <summary>dw[i] (+)= the derivative of ⟨dy[i], x[i] ∗ w⟩ by w, for each image i: shape [batch] and that of the weights.</summary>
    /// <remarks>Costs what the sum over the batch costs, and the memory of the result.</remarks>
    /// <inheritdoc cref="Forward{T}(Workers, in ConvolutionShape, T*, T*, T*, bool)" path="/exception"/>
    /// <param name="workers">The threads to share the work with.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">Shape [batch][height][width][channels].</param>
    /// <param name="dy">Shape [batch][out height][out width][out channels].</param>
    /// <param name="dw">The gradients.</param>
    /// <param name="exampleStride">Elements from one example's gradient to the next, at least the weights' length.</param>
    /// <param name="accumulate">Add to the result instead of overwriting it.</param>
    public static void BackwardWeightsPerExample<T>(Workers workers, in ConvolutionShape shape, T* x, T* dy, T* dw, long exampleStride, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => BackwardWeights(SimdLevel.Bits, workers, shape, x, dy, null, null, dw, accumulate, exampleStride);

    internal static void Forward<T>(int bits, Workers workers, in ConvolutionShape shape, T* x1, T* w1, T* x2, T* w2, T* y, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Batch == 0) return;
        if (IsProduct(shape))
        {
            var (a, b) = (new Matrix<T>(x1, shape.Channels), new Matrix<T>(w1, shape.OutChannels));
            var (a2, b2) = (new Matrix<T>(x2, shape.Channels), new Matrix<T>(w2, shape.OutChannels));
            new MatrixProduct<T>(bits, shape.Batch * shape.Height * shape.Width, shape.OutChannels, shape.Channels, a, b, a2, b2, y, shape.OutChannels, accumulate).Run(workers);
            return;
        }

        if (WinogradRule.Takes<T>(shape))
        {
            WinogradWindows.Forward(bits, workers, shape, (float*)x1, (float*)w1, (float*)x2, (float*)w2, (float*)y, accumulate);
            return;
        }

        WindowPlanner.Forward(Set<T>(bits), workers, shape, (byte*)x1, (byte*)w1, (byte*)x2, (byte*)w2, (byte*)y, accumulate);
    }

    internal static void BackwardData<T>(int bits, Workers workers, in ConvolutionShape shape, T* dy1, T* w1, T* dy2, T* w2, T* dx, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Batch == 0) return;
        if (IsProduct(shape))
        {
            var (a, b) = (new Matrix<T>(dy1, shape.OutChannels), new Matrix<T>(w1, 1, shape.OutChannels));
            var (a2, b2) = (new Matrix<T>(dy2, shape.OutChannels), new Matrix<T>(w2, 1, shape.OutChannels));
            new MatrixProduct<T>(bits, shape.Batch * shape.Height * shape.Width, shape.Channels, shape.OutChannels, a, b, a2, b2, dx, shape.Channels, accumulate).Run(workers);
            return;
        }

        if (WinogradRule.Takes<T>(shape))
        {
            WinogradWindows.BackwardData(bits, workers, shape, (float*)dy1, (float*)w1, (float*)dy2, (float*)w2, (float*)dx, accumulate);
            return;
        }

        WindowPlanner.BackwardData(Set<T>(bits), workers, shape, (byte*)dy1, (byte*)w1, (byte*)dy2, (byte*)w2, (byte*)dx, accumulate);
    }

    internal static void BackwardWeights<T>(int bits, Workers workers, in ConvolutionShape shape, T* x1, T* dy1, T* x2, T* dy2, T* dw, bool accumulate, long exampleStride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Batch == 0)
        {
            if (!accumulate && exampleStride == 0) new Span<T>(dw, checked((int)shape.WeightLength)).Clear();
            return;
        }

        if (exampleStride == 0 ? WinogradRule.Takes<T>(shape) : WinogradRule.TakesExamples<T>(shape))
        {
            new WinogradWeights(bits, shape, (float*)x1, (float*)dy1, (float*)x2, (float*)dy2, (float*)dw, accumulate, exampleStride).Run(workers);
            return;
        }

        new WeightPass(Set<T>(bits), shape, (byte*)x1, (byte*)dy1, (byte*)x2, (byte*)dy2, (byte*)dw, accumulate, exampleStride).Run(workers);
    }

    /// <summary>Whether every pixel is seen once and alone, so that the whole batch is one matrix product.</summary>
    private static bool IsProduct(in ConvolutionShape shape) =>
        shape is { KernelHeight: 1, KernelWidth: 1, StrideY: 1, StrideX: 1, PadTop: 0, PadLeft: 0, PadBottom: 0, PadRight: 0, Groups: 1 };

    private static TileSet Set<T>(int bits)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"The kernels work on float and double, not on {typeof(T).Name}.");
        return TileSet.Of(bits, typeof(T) == typeof(double));
    }
}
