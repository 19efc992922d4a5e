using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Layers;

/// <summary>
/// Stochastic normalisation over all axes but the last. In training each channel, drawn anew at each step, is normalised by the batch with
/// probability p and by the running statistics otherwise; frozen it is <see cref="BatchNorm{T}"/>, whose parameters and state it has.
/// </summary>
/// <remarks>
/// p = 1 is batch norm, the opposite of a dropout rate. The running statistics move at each step whatever was drawn.
/// Source: Kou, You, Long and Wang (2020), "Stochastic Normalization".
/// </remarks>
/// <param name="settings">p, and what is drawn together.</param>
/// <param name="epsilon">ε.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StochNorm<T>(StochNormSettings settings, double epsilon = 1e-5) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>With a draw for each channel.</summary>
    /// <param name="probability">p, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public StochNorm(double probability)
        : this(new StochNormSettings(probability))
    {
    }

    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) => ChannelNorm.Build(tracer, x, epsilon, settings);
}
