using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Kernels;

namespace Basin.Models.Layers;

/// <summary>A square convolution of images (n, height, width, channels). Parameters <c>weight</c> (k, k, in, out) and <c>bias</c> (out).</summary>
/// <param name="channels">Output channels.</param>
/// <param name="kernel">k, the side of the window.</param>
/// <param name="stride">Pixels between windows.</param>
/// <param name="padding">Zeros around the image; null keeps the size at stride 1.</param>
/// <param name="hasBias">Whether a bias is added; not before batch norm, which removes it.</param>
/// <remarks>Weights begin Gaussian with variance 2/(k²·in) (He), biases at 0.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Convolution<T>(int channels, int kernel, int stride = 1, int? padding = null, bool hasBias = false) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        if (x.Shape.Rank != 4) throw new ArgumentException($"A convolution reads images (examples, height, width, channels); it got shape {x.Shape}.", nameof(x));
        var inputs = x.Shape[^1];
        var pad = padding ?? (kernel / 2);
        var weight = tracer.Parameter("weight", new Shape(kernel, kernel, inputs, channels), Initializer.He(kernel * kernel * inputs));
        var sizes = new ConvolutionShape(x.Shape[0], x.Shape[1], x.Shape[2], inputs, channels, kernel, kernel).Padded(pad).Strided(stride);
        var bias = hasBias ? tracer.Parameter("bias", new Shape(channels), Initializer.Constant(0)) : null;
        return new ConvolutionOperation<T>(x, weight, sizes, bias);
    }
}
