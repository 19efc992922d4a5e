using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Pooling;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>The largest number of each window, channel by channel. Padding counts as −∞.</summary>
/// <remarks>
/// Piecewise linear: ẏ is ẋ at the place of the largest, and x̄ there is the sum of ȳ over the windows it wins; the same for
/// its tangent. The first of equals wins. The workspace keeps the place of each winner in its window.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class MaxPooling<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Window _window;

    /// <summary>Creates the pooling.</summary>
    /// <param name="x">Shape (n, height, width, channels).</param>
    /// <param name="kernel">Height and width of the window, at least 1.</param>
    /// <param name="stride">Pixels from one window to the next, at least 1.</param>
    /// <param name="padding">Pixels added on each side, less than the window.</param>
    /// <exception cref="ArgumentException">A window does not fit, or x is not a batch of images.</exception>
    public MaxPooling(Operation<T> x, int kernel, int stride, int padding = 0)
        : this(x, PoolingShape.Square(kernel, stride, padding))
    {
    }

    /// <summary>Creates the pooling with windows of any kind.</summary>
    /// <exception cref="ArgumentException">A window does not fit, or x is not a batch of images.</exception>
    public MaxPooling(Operation<T> x, PoolingShape shape)
        : this(x, PoolingGeometry.Over("Max pooling", x, shape))
    {
    }

    private MaxPooling(Operation<T> x, Window window)
        : base(PoolingGeometry.Output(x.Shape, window), x) => _window = window;

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override int WorkspaceLength => Shape.Length;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) =>
        Launch.Over<T, MaxValue<T>>(pass.Workers, Rows, Block, new(pass.Input(0).Value, pass.Output.Value, pass.Workspace, _window));

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        if (pass.Output.Tangent == null) return;
        if (pass.Input(0).Tangent == null)
            Arrays.Fill(pass.Workers, Shape.Length, T.Zero, pass.Output.Tangent);
        else
            Launch.Over<T, MaxTangent<T>>(pass.Workers, Rows, Block, new(pass.Input(0).Tangent, pass.Workspace, pass.Output.Tangent, _window));
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, pass.Output.Adjoint, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) => Pull(pass, pass.Output.AdjointTangent, pass.Input(0).AdjointTangent);

    private int Rows => Shape[0] * _window.OutputHeight;

    private int Block => Launch.RowsOf(_window.OutputWidth * _window.Channels * _window.KernelHeight * _window.KernelWidth);

    private void Pull(in Pass<T> pass, T* u, T* result)
    {
        if (result == null) return;
        ref var x = ref pass.Input(0);
        if (u != null)
        {
            Launch.Over<T, MaxAdjoint<T>>(
                pass.Workers, Shape[0] * _window.Height, Launch.RowsOf(4 * _window.Width * _window.Channels), new(u, pass.Workspace, result, _window, x.Accumulate));
        }
        else if (!x.Accumulate)
        {
            Arrays.Fill(pass.Workers, x.Length, T.Zero, result);
        }
    }
}
