using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>
/// The basic residual block for small images: relu(norm2(conv2(relu(norm1(conv1(x))))) + shortcut(x)), 3x3 convolutions.
/// </summary>
/// <remarks>
/// Where the block shrinks the image, the shortcut takes every second pixel and fills the new channels with zeros: it has
/// no parameters ("option A"). Source: He et al. (2016), section 4.2.
/// </remarks>
/// <param name="channels">Output channels.</param>
/// <param name="stride">1, or 2 to halve the image.</param>
/// <param name="isNoisy">Whether training may add noise after each batch norm.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ResidualBlock<T>(int channels, int stride, bool isNoisy = false) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Chain<T> _branch = new([
        ("conv1", new Convolution<T>(channels, 3, stride)),
        ("norm1", new BatchNorm<T>()),
        .. Noise("noise1", isNoisy),
        ("relu1", new Activate<T>(Activation.Relu)),
        ("conv2", new Convolution<T>(channels, 3)),
        ("norm2", new BatchNorm<T>()),
        .. Noise("noise2", isNoisy),
    ]);

    /// <inheritdoc/>
    public override bool IsFeatureMap => true;

    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        var shortcut = x;
        if (stride > 1)
        {
            for (var axis = 1; axis <= 2; axis++)
                shortcut = shortcut.Slice(axis, 0, (shortcut.Shape[axis] + stride - 1) / stride, stride);
        }

        var missing = channels - x.Shape[^1];
        if (missing > 0) shortcut = shortcut.Pad(3, missing / 2, missing - (missing / 2));
        return new Activate<T>(Activation.Relu).Build(tracer, _branch.Build(tracer, x).Add(shortcut));
    }

    private static IEnumerable<(string, Layer<T>)> Noise(string name, bool isNoisy) => isNoisy ? [(name, new FieldNoise<T>())] : [];
}
