using System.Numerics;
using Basin.Models.Layers;
using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>The preset <c>resnet20</c>: the residual network for 32x32 images with 20 weighted layers.</summary>
public static class ResNet20
{
    /// <summary>Builds the network.</summary>
    /// <param name="exampleShape">(height, width, channels).</param>
    /// <param name="outputs">Outputs an example.</param>
    /// <param name="isNoisy">Whether training may add noise after each batch norm.</param>
    /// <remarks>
    /// A 3x3 convolution to 16 channels with batch norm, three stages of three residual blocks with 16, 32 and 64 channels,
    /// global average pooling, and a dense layer. Convolutions begin Gaussian with variance 2/fan-in (He), the dense layer
    /// with 1/fan-in, scales at 1, shifts and biases at 0. 269,722 parameters for ten classes. Source: He et al. (2016), section 4.2.
    /// </remarks>
    /// <exception cref="ArgumentException">The examples are no images.</exception>
    public static Network<T> Create<T>(Shape exampleShape, int outputs, bool isNoisy = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (exampleShape.Rank != 3)
            throw new ArgumentException($"resnet20 reads images (height, width, channels); the data has examples of shape {exampleShape}. Use --model mlp.", nameof(exampleShape));
        var layers = new List<(string, Layer<T>)>
        {
            ("conv", new Convolution<T>(16, 3)),
            ("norm", new BatchNorm<T>()),
        };
        if (isNoisy) layers.Add(("noise", new FieldNoise<T>()));
        layers.Add(("relu", new Activate<T>(Activation.Relu)));
        int[] channels = [16, 32, 64];
        for (var stage = 0; stage < 3; stage++)
            for (var block = 0; block < 3; block++)
                layers.Add(($"stage{stage + 1}.block{block + 1}", new ResidualBlock<T>(channels[stage], stage > 0 && block == 0 ? 2 : 1, isNoisy)));
        layers.Add(("pool", new GlobalAveragePool<T>()));
        layers.Add(("dense", new Dense<T>(outputs)));
        return new Network<T>("resnet20", exampleShape, new Chain<T>([.. layers]));
    }
}
