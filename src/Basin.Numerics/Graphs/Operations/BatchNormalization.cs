using System.Diagnostics;
using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>
/// y = γx̂ + β with x̂ = (x − μ)s, s = 1/√(v + ε), and μ and v the mean and the (biased) variance of each channel over the
/// whole batch: batch normalisation as it trains. Channels are the last axis. Nothing is held fixed in its derivatives.
/// </summary>
/// <remarks>Source: Ioffe and Szegedy (2015).</remarks>
/// <param name="x">Shape (n, …, channels).</param>
/// <param name="scale">γ, one number a channel.</param>
/// <param name="shift">β, one number a channel.</param>
/// <param name="epsilon">ε, above 0.</param>
/// <typeparam name="T">float or double.</typeparam>
/// <exception cref="ArgumentException">The shapes are not those.</exception>
public sealed class BatchNormalization<T>(Operation<T> x, Operation<T> scale, Operation<T> shift, double epsilon = 1e-5)
    : ChannelNormalization<T>("Batch normalisation", epsilon, x, scale, shift)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected override bool FollowsBatch(in Pass<T> pass, int channel) => true;

    private protected override (double Mean, double Variance) Given(in Pass<T> pass, int channel) => throw new UnreachableException();
}
