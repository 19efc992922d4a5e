using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Pooling;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>The mean of each window, channel by channel.</summary>
/// <remarks>Linear: ẏ is the mean of ẋ, and x̄ the sum of ȳ times the window's weight over the windows that cover a pixel.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class AveragePooling<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Window _window;
    private readonly bool _countsPadding;

    /// <summary>Creates the pooling.</summary>
    /// <param name="x">Shape (n, height, width, channels).</param>
    /// <param name="kernel">Height and width of the window, at least 1.</param>
    /// <param name="stride">Pixels from one window to the next, at least 1.</param>
    /// <param name="padding">Pixels added on each side, less than the window.</param>
    /// <param name="countsPadding">Whether padding counts as zeros in the mean; otherwise the mean is over the pixels inside.</param>
    /// <exception cref="ArgumentException">A window does not fit, or x is not a batch of images.</exception>
    public AveragePooling(Operation<T> x, int kernel, int stride, int padding = 0, bool countsPadding = false)
        : this(x, PoolingShape.Square(kernel, stride, padding), countsPadding)
    {
    }

    /// <summary>Creates the pooling with windows of any kind.</summary>
    /// <exception cref="ArgumentException">A window does not fit, or x is not a batch of images.</exception>
    public AveragePooling(Operation<T> x, PoolingShape shape, bool countsPadding)
        : this(x, PoolingGeometry.Over("Average pooling", x, shape), countsPadding)
    {
    }

    private AveragePooling(Operation<T> x, Window window, bool countsPadding)
        : base(PoolingGeometry.Output(x.Shape, window), x) => (_window, _countsPadding) = (window, countsPadding);

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) => Push(pass, pass.Input(0).Value, pass.Output.Value);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Push(pass, pass.Input(0).Tangent, pass.Output.Tangent);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, pass.Output.Adjoint, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) => Pull(pass, pass.Output.AdjointTangent, pass.Input(0).AdjointTangent);

    private void Push(in Pass<T> pass, T* x, T* y)
    {
        if (y == null) return;
        if (x == null)
        {
            Arrays.Fill(pass.Workers, Shape.Length, T.Zero, y);
            return;
        }

        var block = Launch.RowsOf(_window.OutputWidth * _window.Channels * _window.KernelHeight * _window.KernelWidth);
        Launch.Over<T, AverageValue<T>>(pass.Workers, Shape[0] * _window.OutputHeight, block, new(x, y, _window, _countsPadding));
    }

    private void Pull(in Pass<T> pass, T* u, T* result)
    {
        if (result == null) return;
        ref var x = ref pass.Input(0);
        if (u != null)
        {
            Launch.Over<T, AverageAdjoint<T>>(
                pass.Workers, Shape[0] * _window.Height, Launch.RowsOf(4 * _window.Width * _window.Channels), new(u, result, _window, _countsPadding, x.Accumulate));
        }
        else if (!x.Accumulate)
        {
            Arrays.Fill(pass.Workers, x.Length, T.Zero, result);
        }
    }
}
