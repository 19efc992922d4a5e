using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>1 or 0, by where a number lies. The derivative is 0.</summary>
internal static class Step
{
    /// <summary>1 where x is above a threshold, 0 elsewhere.</summary>
    public static Operation<T> Above<T>(Operation<T> x, double threshold)
        where T : unmanaged, IFloatingPointIeee754<T> => Positive(new Affine<T>(x, 1, -threshold));

    /// <summary>1 where x is positive, 0 elsewhere.</summary>
    public static Operation<T> Positive<T>(Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => x.Relu().Sign();

    /// <summary>1 − x: the opposite of a step.</summary>
    public static Operation<T> Not<T>(Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new Affine<T>(x, -1, 1);
}
