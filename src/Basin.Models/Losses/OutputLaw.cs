using System.Diagnostics;
using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Models.Losses;

/// <summary>
/// The distribution of an example's target given its k outputs z, of which the loss is the negative log-likelihood: classes by softmax
/// for cross-entropy, a unit Gaussian about z for squared error, a coin for the logistic loss.
/// </summary>
/// <remarks>
/// <para>With r = ∂ℓ/∂z, the Hessian M = ∂²ℓ/∂z² of each of these losses does not depend on the target, so M = E[M] = E[rrᵀ] over targets
/// drawn from the law: the Gauss-Newton matrix of such a loss is its Fisher matrix. Source: Martens, New insights and perspectives on
/// the natural gradient method (2020), section 9.</para>
/// <para>Computed in float64 whatever T is.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class OutputLaw<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The law behind a loss.</summary>
    public static OutputLaw<T> Of(LossKind loss) => loss switch
    {
        LossKind.CrossEntropy => new SoftmaxLaw<T>(),
        LossKind.SquaredError => new GaussianLaw<T>(),
        LossKind.Logistic => new CoinLaw<T>(),
        _ => throw new UnreachableException($"No loss {loss}."),
    };

    /// <summary>Column <paramref name="column"/> of a square root S of M: M = SSᵀ.</summary>
    /// <param name="z">k outputs.</param>
    /// <param name="column">From 0 to k − 1.</param>
    /// <param name="s">k elements; overwritten.</param>
    public abstract void Root(ReadOnlySpan<T> z, int column, Span<T> s);

    /// <summary>vᵀMv.</summary>
    /// <param name="z">k outputs.</param>
    /// <param name="v">k elements.</param>
    public abstract double Form(ReadOnlySpan<T> z, ReadOnlySpan<T> v);

    /// <summary>r = ∂ℓ/∂z for a target drawn from the law.</summary>
    /// <param name="z">k outputs.</param>
    /// <param name="random">Where the target comes from.</param>
    /// <param name="r">k elements; overwritten.</param>
    public abstract void Draw(ReadOnlySpan<T> z, RandomSource random, Span<T> r);
}
