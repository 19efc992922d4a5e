using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Networks;

/// <summary>What one stochastic norm draws at each training step: for each channel whether the batch normalises it.</summary>
/// <param name="Node">The node to fill; its name is unique in the network.</param>
/// <param name="Settings">How likely, and what is drawn together.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed record ChannelSelection<T>(Input<T> Node, StochNormSettings Settings)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Draws. One word a channel, or one in all where it is by layer.</summary>
    /// <param name="source">The chance.</param>
    /// <param name="selection">One number a channel; 0 or 1 afterwards.</param>
    public void Draw(RandomSource source, Span<T> selection)
    {
        if (Settings.IsLayerWise)
        {
            selection.Fill(Once());
            return;
        }

        foreach (ref var chosen in selection) chosen = Once();

        T Once() => source.NextDouble() < Settings.Probability ? T.One : T.Zero;
    }
}
