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
        Penalty.Features => new TrainingMethods<float> { Terms = [Features(settings.Strength, network, start, data, seed)] },
        Penalty.Spectrum => new TrainingMethods<float> { Terms = [new SpectralShrinkage<float>(settings.Strength)] },
        _ => new TrainingMethods<float>(),
    };

    private static FeatureDistance<float> Features(double strength, Network<float> network, StartingPoint<float> start, DataSet<float> data, Seed seed)
    {
        var (parameters, state) = (new float[network.ParameterCount], new float[network.StateCount]);
        start.MoveTo(network, seed, parameters, state);
        var there = new FixedNetwork<float>(network, parameters, state);
        return new FeatureDistance<float>(there, ChannelAttention.Of(there, data, seed, Workers.Serial), strength);
    }
}
