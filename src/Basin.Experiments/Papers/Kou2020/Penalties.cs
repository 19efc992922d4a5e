using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.FineTuning;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Makes the regularisers of fine-tuning.</summary>
internal static class Penalties
{
    /// <summary>What is done beside descending the loss.</summary>
    public static TrainingMethods<float> Of(TuningSettings settings, Network<float> network, StartingPoint<float> start, DataSet<float> data, Seed seed) => settings.Penalty switch
    {
        Penalty.StartingPoint => new TrainingMethods<float> { Regularizers = [new StartingPointPenalty<float>(network, start, settings.Strength, settings.Strength)] },
        Penalty.Features => new TrainingMethods<float> { Terms = [FeatureDistance<float>.From(network, start, data, settings.Strength, seed, Workers.Serial)] },
        Penalty.Spectrum => new TrainingMethods<float> { Terms = [new SpectralShrinkage<float>(settings.Strength)] },
        _ => new TrainingMethods<float>(),
    };
}
