using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>x·W + b over the last axis. Parameters <c>weight</c> (in, out) and <c>bias</c> (out).</summary>
/// <param name="outputs">The number of outputs.</param>
/// <param name="gain">Variance of the weights times fan-in at the start: 2 before a rectifier (He et al. 2015), 1 otherwise (LeCun et al. 1998). Biases begin at 0.</param>
/// <param name="hasBias">Whether b is there.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Dense<T>(int outputs, double gain = 1, bool hasBias = true) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        var inputs = x.Shape[^1];
        var weight = tracer.Parameter("weight", new Shape(inputs, outputs), Initializer.Gaussian(Math.Sqrt(gain / inputs)));
        var bias = hasBias ? tracer.Parameter("bias", new Shape(outputs), Initializer.Constant(0)) : null;
        return new Linear<T>(x, weight, bias);
    }
}
