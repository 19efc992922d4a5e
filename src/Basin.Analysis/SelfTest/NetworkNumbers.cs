using System.Numerics;
using Basin.Models;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.SelfTest;

/// <summary>What can be said of a network in some numbers, to compare two ways of computing them.</summary>
public static class NetworkNumbers
{
    /// <summary>The loss, the gradient, a Hessian product, a Gauss-Newton product, and the squared norms of the examples' gradients.</summary>
    /// <param name="network">The network.</param>
    /// <param name="workers">The threads.</param>
    public static double[] Of<T>(ReferenceNetwork network, Workers workers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var objective = network.Create<T>(new ObjectiveOptions { Workers = workers });
        var p = objective.ParameterCount;
        var v = new T[p];
        new Seed(22).Stream("direction").FillGaussian<T>(v);
        var (gradient, hessian, gaussNewton, norms) = (new T[p], new T[p], new T[p], new T[objective.Examples]);
        objective.Gradient(gradient);
        objective.HessianProduct(v, hessian);
        objective.GaussNewtonProduct(v, gaussNewton);
        objective.ExampleSquaredNorms(norms);
        return [objective.Evaluate().Loss, .. gradient.Concat(hessian).Concat(gaussNewton).Concat(norms).Select(double.CreateTruncating)];
    }
}
