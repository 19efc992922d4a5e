using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>
/// y = x ∗ w + b: images x of shape (batch, height, width, channels), weights of shape (kernel height, kernel width,
/// channels / groups, out channels), b of shape (out channels) or absent.
/// </summary>
/// <remarks>
/// ẏ = ẋ ∗ w + x ∗ ẇ + ḃ. The convolution is linear in x and in w, so its adjoints are the kernels' backward passes, and
/// their tangents follow by the product rule, both terms in one pass.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class ConvolutionOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConvolutionShape _shape;
    private readonly int _pixels;

    /// <summary>Creates x ∗ w + b.</summary>
    /// <param name="x">Images.</param>
    /// <param name="weight">Weights.</param>
    /// <param name="shape">The sizes; batch, height, width and all channels must be those of the arrays.</param>
    /// <param name="bias">b, or nothing.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public ConvolutionOperation(Operation<T> x, Operation<T> weight, ConvolutionShape shape, Operation<T>? bias = null)
        : base(OutputShape(x, weight, shape, bias), bias is null ? [x, weight] : [x, weight, bias])
    {
        _shape = shape;
        _pixels = Shape.Count(..^1);
    }

    /// <summary>The sizes.</summary>
    public ConvolutionShape Sizes => _shape;

    private bool HasBias => Inputs.Count == 3;

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis => Inputs.Skip(1).All(input => input.ExampleAxis == ExampleAxis.None) ? Inputs[0].ExampleAxis : ExampleAxis.Lost;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        var y = pass.Output.Value;
        Convolution.Forward(pass.Workers, _shape, pass.Input(0).Value, pass.Input(1).Value, y);
        if (HasBias) Columns.AddRow(pass.Workers, _pixels, _shape.OutChannels, y, pass.Input(2).Value, y);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var w = ref pass.Input(1);
        var dy = pass.Output.Tangent;
        if (x.IsActive && w.IsActive) Convolution.ForwardTwo(pass.Workers, _shape, x.Tangent, w.Value, x.Value, w.Tangent, dy);
        else if (x.IsActive) Convolution.Forward(pass.Workers, _shape, x.Tangent, w.Value, dy);
        else if (w.IsActive) Convolution.Forward(pass.Workers, _shape, x.Value, w.Tangent, dy);
        else Arrays.Fill(pass.Workers, Shape.Length, T.Zero, dy);
        if (HasBias && pass.Input(2).IsActive) Columns.AddRow(pass.Workers, _pixels, _shape.OutChannels, dy, pass.Input(2).Tangent, dy);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var w = ref pass.Input(1);
        var adjoint = pass.Output.Adjoint;
        if (x.Adjoint != null) Convolution.BackwardData(pass.Workers, _shape, adjoint, w.Value, x.Adjoint, x.Accumulate);
        if (w.Adjoint != null) Convolution.BackwardWeights(pass.Workers, _shape, x.Value, adjoint, w.Adjoint, w.Accumulate);
        if (HasBias && pass.Input(2).Adjoint != null)
            Columns.Sum(pass.Workers, _pixels, _shape.OutChannels, adjoint, pass.Input(2).Adjoint, pass.Input(2).Accumulate);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var w = ref pass.Input(1);
        var (adjoint, tangent) = (new nint(pass.Output.Adjoint), new nint(pass.Output.AdjointTangent));
        if (x.AdjointTangent != null) PullToImages(pass, (T*)tangent, (T*)adjoint, w, x);
        if (w.AdjointTangent != null) PullToWeights(pass, (T*)tangent, (T*)adjoint, x, w);
        if (!HasBias || pass.Input(2).AdjointTangent == null) return;
        ref var b = ref pass.Input(2);
        if (tangent != 0) Columns.Sum(pass.Workers, _pixels, _shape.OutChannels, (T*)tangent, b.AdjointTangent, b.Accumulate);
        else if (!b.Accumulate) Arrays.Fill(pass.Workers, b.Length, T.Zero, b.AdjointTangent);
    }

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) => input > 0 && ExampleAxis == ExampleAxis.First;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        var perImage = Shape.Length / _shape.Batch;
        var adjoint = pass.Output.Adjoint + ((long)first * perImage);
        if (input == 1)
        {
            var x = pass.Input(0).Value + (first * (_shape.InputLength / _shape.Batch));
            Convolution.BackwardWeightsPerExample(pass.Workers, _shape with { Batch = count }, x, adjoint, rows, rowStride, accumulate);
            return;
        }

        for (var e = 0; e < count; e++)
            Columns.Sum(pass.Workers, _pixels / _shape.Batch, _shape.OutChannels, adjoint + ((long)e * perImage), rows + (e * rowStride), accumulate);
    }

    private static Shape OutputShape(Operation<T> x, Operation<T> weight, ConvolutionShape shape, Operation<T>? bias)
    {
        shape.Validate();
        var images = new Shape(shape.Batch, shape.Height, shape.Width, shape.Channels);
        var weights = new Shape(shape.KernelHeight, shape.KernelWidth, shape.GroupChannels, shape.OutChannels);
        if (!x.Shape.Equals(images))
            throw new ArgumentException($"Convolution: x has shape {x.Shape}; the sizes want {images}: batch, height, width, channels.");
        if (!weight.Shape.Equals(weights))
            throw new ArgumentException($"Convolution: w has shape {weight.Shape}; the sizes want {weights}: kernel height, kernel width, channels of a group, out channels.");
        if (bias is not null && !bias.Shape.Equals(new Shape(shape.OutChannels)))
            throw new ArgumentException($"Convolution: b has shape {bias.Shape}; wanted [{shape.OutChannels}], one number an output channel.");
        return new Shape(shape.Batch, shape.OutHeight, shape.OutWidth, shape.OutChannels);
    }

    private void PullToImages(in Pass<T> pass, T* tangent, T* adjoint, in Slot<T> w, in Slot<T> x)
    {
        if (tangent != null && w.IsActive)
            Convolution.BackwardDataTwo(pass.Workers, _shape, tangent, w.Value, adjoint, w.Tangent, x.AdjointTangent, x.Accumulate);
        else if (tangent != null)
            Convolution.BackwardData(pass.Workers, _shape, tangent, w.Value, x.AdjointTangent, x.Accumulate);
        else if (w.IsActive)
            Convolution.BackwardData(pass.Workers, _shape, adjoint, w.Tangent, x.AdjointTangent, x.Accumulate);
        else if (!x.Accumulate)
            Arrays.Fill(pass.Workers, x.Length, T.Zero, x.AdjointTangent);
    }

    private void PullToWeights(in Pass<T> pass, T* tangent, T* adjoint, in Slot<T> x, in Slot<T> w)
    {
        if (tangent != null && x.IsActive)
            Convolution.BackwardWeightsTwo(pass.Workers, _shape, x.Value, tangent, x.Tangent, adjoint, w.AdjointTangent, w.Accumulate);
        else if (tangent != null)
            Convolution.BackwardWeights(pass.Workers, _shape, x.Value, tangent, w.AdjointTangent, w.Accumulate);
        else if (x.IsActive)
            Convolution.BackwardWeights(pass.Workers, _shape, x.Tangent, adjoint, w.AdjointTangent, w.Accumulate);
        else if (!w.Accumulate)
            Arrays.Fill(pass.Workers, w.Length, T.Zero, w.AdjointTangent);
    }
}
