using System.Numerics;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>What losses share: they are the mean of the examples' losses.</summary>
internal static unsafe class ExampleLoss
{
    /// <summary>The mean of n losses, summed in a fixed order.</summary>
    public static T Mean<T>(Workers workers, int n, T* losses)
        where T : unmanaged, IFloatingPointIeee754<T> => T.CreateTruncating(Reductions.Sum(workers, n, losses) / n);

    /// <summary>An example's share of the loss's adjoint, or of its tangent; zero where that is null.</summary>
    public static T Share<T>(T* adjoint, int n)
        where T : unmanaged, IFloatingPointIeee754<T> => adjoint == null ? T.Zero : *adjoint / T.CreateTruncating(n);
}
