using System.Collections.Immutable;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Experiments.Runs;

/// <summary>The network that settings name, for the examples at hand.</summary>
internal static class NetworkFactory
{
    private const int SmallExample = 256;

    /// <summary>The hidden widths when nobody says: small for small examples.</summary>
    public static ImmutableArray<int> HiddenFor(Shape example) => example.Length <= SmallExample ? [64] : [256, 128];

    /// <exception cref="BadInputException">The network cannot read such examples.</exception>
    public static Model<T> Create<T>(TrainSettings settings, Shape example, Targets targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var loss = settings.Loss ?? LossKind.CrossEntropy;
        var outputs = loss == LossKind.Logistic ? 1 : targets.Count;
        var network = settings.Model switch
        {
            ModelKind.Mlp => Mlp.Create<T>(example, outputs, settings.Hidden ?? HiddenFor(example), settings.Activation),
            _ => throw new BadInputException($"The network '{settings.Model}' is not built yet."),
        };
        return new Model<T>(network, loss);
    }
}
