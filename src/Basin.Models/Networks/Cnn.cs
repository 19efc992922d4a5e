using System.Numerics;
using Basin.Models.Layers;
using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>The preset <c>cnn</c>: two convolutions with pooling, then two dense layers; no batch norm.</summary>
public static class Cnn
{
    /// <summary>Builds the network.</summary>
    /// <param name="exampleShape">(height, width, channels), at least 4x4.</param>
    /// <param name="outputs">Outputs an example.</param>
    /// <param name="activation">After each layer but the last.</param>
    /// <param name="isNoisy">Whether training may add noise before each activation.</param>
    /// <remarks>
    /// 3x3 convolution to 16 channels, 2x2 maximum, 3x3 convolution to 32, 2x2 maximum, dense layer of 64, dense layer of the outputs.
    /// Weights begin Gaussian with variance 2/fan-in (He), those of the last layer with 1/fan-in, biases at 0.
    /// </remarks>
    /// <exception cref="ArgumentException">The examples are no images, or too small.</exception>
    public static Network<T> Create<T>(Shape exampleShape, int outputs, Activation activation = Activation.Relu, bool isNoisy = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (exampleShape.Rank != 3 || exampleShape[0] < 4 || exampleShape[1] < 4)
            throw new ArgumentException($"cnn reads images (height, width, channels) of at least 4x4; the data has examples of shape {exampleShape}. Use --model mlp.", nameof(exampleShape));
        var layers = new List<(string, Layer<T>)>();
        Add("conv1", new Convolution<T>(16, 3, hasBias: true), 1);
        layers.Add(("pool1", new MaxPool<T>(2)));
        Add("conv2", new Convolution<T>(32, 3, hasBias: true), 2);
        layers.Add(("pool2", new MaxPool<T>(2)));
        layers.Add(("flatten", new Flatten<T>()));
        Add("dense1", new Dense<T>(64, gain: 2), 3);
        layers.Add(("dense2", new Dense<T>(outputs)));
        return new Network<T>("cnn", exampleShape, new Chain<T>([.. layers]));

        void Add(string name, Layer<T> layer, int number)
        {
            layers.Add((name, layer));
            if (isNoisy) layers.Add(($"noise{number}", new FieldNoise<T>()));
            layers.Add(($"activation{number}", new Activate<T>(activation)));
        }
    }
}
