using System.Numerics;
using Basin.Models.Networks;

namespace Basin.Bench;

/// <summary>How torch's side is told where each parameter lies in θ.</summary>
internal static class ParameterLayout
{
    public static object[] Of<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. network.Parameters.Select(info => (object)new { info.Name, info.Offset, Shape = info.Shape.Extents })];
}
