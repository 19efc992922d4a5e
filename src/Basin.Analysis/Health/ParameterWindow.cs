using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Networks;

namespace Basin.Analysis.Health;

/// <summary>A named part of the vectors an operator multiplies.</summary>
/// <param name="Layer">The layer it belongs to; windows of one layer count together.</param>
/// <param name="Name">The parameter, such as "dense1.weight".</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Elements.</param>
public sealed record ParameterWindow(string Layer, string Name, int Offset, int Length)
{
    /// <summary>The parameters of a network, layer by layer as <see cref="ParameterSelection.Layers"/> parts them.</summary>
    public static ImmutableArray<ParameterWindow> Of<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        .. from layer in ParameterSelection.Layers(network.Parameters)
           from window in layer.Windows
           select new ParameterWindow(layer.Name, window.Name, window.Offset, window.Length),
    ];
}
