using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Pooling;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>The mean of each channel over all pixels: [n, height, width, channels] becomes [n, channels].</summary>
/// <remarks>Linear: ẏ is the mean of ẋ, and x̄ is ȳ divided by the number of pixels, at each of them.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class GlobalAveragePooling<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _pixels, _block;

    /// <summary>Creates the pooling.</summary>
    /// <param name="x">Shape (n, height, width, channels), or with any number of axes between n and channels.</param>
    /// <exception cref="ArgumentException">There is nothing to take the mean of.</exception>
    public GlobalAveragePooling(Operation<T> x)
        : base(OutputShape(x.Shape), x)
    {
        _pixels = x.Shape.Count(1..^1);
        _block = Launch.RowsOf(_pixels * Shape[1]);
    }

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

    private static Shape OutputShape(Shape x) =>
        x.Rank >= 2 && x.Count(1..^1) > 0
            ? new Shape(x[0], x[^1])
            : throw new ArgumentException($"Global average pooling takes images of shape [n, height, width, channels] with pixels; it was given {x}.", nameof(x));

    private void Push(in Pass<T> pass, T* x, T* y)
    {
        if (y == null) return;
        if (x == null) Arrays.Fill(pass.Workers, Shape.Length, T.Zero, y);
        else Launch.Over<T, PixelMean<T>>(pass.Workers, Shape[0], _block, new(x, y, _pixels, Shape[1]));
    }

    private void Pull(in Pass<T> pass, T* u, T* result)
    {
        if (result == null) return;
        ref var x = ref pass.Input(0);
        if (u != null) Launch.Over<T, PixelSpread<T>>(pass.Workers, Shape[0], _block, new(u, result, _pixels, Shape[1], x.Accumulate));
        else if (!x.Accumulate) Arrays.Fill(pass.Workers, x.Length, T.Zero, result);
    }
}
