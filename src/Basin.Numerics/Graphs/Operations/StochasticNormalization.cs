using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>
/// Stochastic normalisation: y = γx̂ + β where each channel is normalised by the batch, (x − μ)/√(v + ε), if its selection is not 0,
/// and by the moving statistics, (x − μ~)/√(v~ + ε), if it is. Channels are the last axis.
/// </summary>
/// <remarks>
/// Selection and moving statistics are data, and constants to every derivative: none goes through the moving average. All ones is
/// <see cref="BatchNormalization{T}"/>, all zeros <see cref="FrozenBatchNormalization{T}"/>. The moving statistics are those from before
/// this batch in every pass, since they are a copy. Source: Kou, You, Long and Wang (2020).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class StochasticNormalization<T> : ChannelNormalization<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the normalisation.</summary>
    /// <param name="x">Shape (n, …, channels).</param>
    /// <param name="scale">γ, one number a channel.</param>
    /// <param name="shift">β, one number a channel.</param>
    /// <param name="mean">μ~, one number a channel; an input.</param>
    /// <param name="variance">v~, one number a channel, none negative; an input.</param>
    /// <param name="selection">Not 0 for a channel that the batch normalises; an input, one number a channel.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <exception cref="ArgumentException">The shapes are not those, or statistics or selection are no inputs.</exception>
    public StochasticNormalization(Operation<T> x, Operation<T> scale, Operation<T> shift, Operation<T> mean, Operation<T> variance, Operation<T> selection, double epsilon = 1e-5)
        : base("Stochastic normalisation", epsilon, x, scale, shift, mean, variance, selection)
    {
        NormalizationInputs.Require("Stochastic normalisation", x, ("mean", mean), ("variance", variance), ("selection", selection));
        if (mean is not Input<T> || variance is not Input<T> || selection is not Input<T>)
            throw new ArgumentException($"Stochastic normalisation takes statistics and selection as inputs; mean is {mean}, variance {variance} and selection {selection}.", nameof(mean));
    }

    private protected override bool FollowsBatch(in Pass<T> pass, int channel) => pass.Input(5).Value[channel] != T.Zero;

    private protected override (double Mean, double Variance) Given(in Pass<T> pass, int channel) =>
        (double.CreateTruncating(pass.Input(3).Value[channel]), double.CreateTruncating(pass.Input(4).Value[channel]));
}
