using System.Numerics;
using Basin.Models.Layers;
using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>The preset <c>mlp</c>: dense layers with an activation between.</summary>
public static class Mlp
{
    /// <summary>Builds the network.</summary>
    /// <param name="exampleShape">Shape of one example; flattened.</param>
    /// <param name="outputs">Outputs an example.</param>
    /// <param name="hidden">Width of each hidden layer; none makes a linear model.</param>
    /// <param name="activation">Between the layers.</param>
    /// <param name="isNoisy">Whether training may add noise before each activation.</param>
    /// <param name="batchNorm">Whether a batch norm stands before each activation, and before its noise.</param>
    /// <remarks>
    /// Weights begin Gaussian with variance 2/fan-in before a rectifier (He) and 1/fan-in otherwise (LeCun), biases at 0.
    /// Parameters: <c>dense1.weight</c> (in, out), <c>dense1.bias</c>, …; with batch norm also <c>norm1.scale</c>, <c>norm1.shift</c>, ….
    /// </remarks>
    public static Network<T> Create<T>(
        Shape exampleShape, int outputs, IReadOnlyList<int> hidden, Activation activation = Activation.Relu, bool isNoisy = false, bool batchNorm = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layers = new List<(string, Layer<T>)> { ("flatten", new Flatten<T>()) };
        for (var i = 0; i < hidden.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(hidden[i], 1, nameof(hidden));
            layers.Add(($"dense{i + 1}", new Dense<T>(hidden[i], activation == Activation.Relu ? 2 : 1)));
            if (batchNorm) layers.Add(($"norm{i + 1}", new BatchNorm<T>()));
            if (isNoisy) layers.Add(($"noise{i + 1}", new FieldNoise<T>()));
            layers.Add(($"activation{i + 1}", new Activate<T>(activation)));
        }

        layers.Add(($"dense{hidden.Count + 1}", new Dense<T>(outputs)));
        return new Network<T>("mlp", exampleShape, new Chain<T>([.. layers]));
    }
}
