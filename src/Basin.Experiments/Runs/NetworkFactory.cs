using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
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

    /// <summary>Builds it.</summary>
    /// <exception cref="ArgumentException">The network cannot read such examples.</exception>
    public static Model<T> Create<T>(TrainSettings settings, Shape example, Targets targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var loss = settings.Loss ?? LossKind.CrossEntropy;
        var outputs = loss == LossKind.Logistic ? 1 : targets.Count;
        var isNoisy = settings.Methods.ActivationNoise is not null;
        var network = settings.Model switch
        {
            ModelKind.Mlp => Mlp.Create<T>(example, outputs, settings.Hidden ?? HiddenFor(example), settings.Activation, isNoisy, settings.BatchNorm),
            ModelKind.Cnn => Cnn.Create<T>(example, outputs, settings.Activation, isNoisy),
            ModelKind.Resnet20 => ResNet20.Create<T>(example, outputs, isNoisy),
            _ => throw new UnreachableException(),
        };
        if (settings.FineTuning.Norm is { } norm) network = network.WithStochNorm(norm);
        return new Model<T>(network, loss);
    }

    /// <summary>Refuses settings that the network would not heed.</summary>
    /// <exception cref="BadInputException">A setting does not belong to the network.</exception>
    public static void Require(TrainSettings settings)
    {
        if (settings.Hidden is not null && settings.Model != ModelKind.Mlp)
            throw new BadInputException("Hidden widths are given, and only an mlp has them. Leave --hidden out, or use --model mlp.");
        if (settings.BatchNorm && settings.Model != ModelKind.Mlp)
            throw new BadInputException($"--batch-norm is given, and it is an mlp's; {(settings.Model == ModelKind.Resnet20 ? "resnet20 has batch norms" : "cnn has none")}. Leave --batch-norm out, or use --model mlp.");
        if (settings.FineTuning is { StochNormByLayer: true, StochNorm: null })
            throw new BadInputException("Stochastic norm shall draw by layer, and there is no stochastic norm. Give its probability by --stoch-norm, such as 0.5, or leave --stoch-norm-by-layer out.");
        if (settings.FineTuning is { From: null, StartPenalty: > 0 } or { From: null, FeaturePenalty: > 0 })
            throw new BadInputException("L2-SP or DELTA is asked for and nothing to stay near. Give an earlier run by --from, or leave --l2-sp and --delta out.");
        if (settings.Activation != Activation.Relu && settings.Model == ModelKind.Resnet20)
            throw new BadInputException($"The activation {settings.Activation} is given, and resnet20 has rectifiers. Leave --activation out, or use --model cnn.");
    }
}
