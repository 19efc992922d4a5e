using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.FineTuning;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The regularisers with the strengths that the claims use.</summary>
internal static class Penalties
{
    private const double SourceStrength = 0.01, FeatureStrength = 0.1, SpectrumStrength = 1e-3;

    /// <summary>What is done beside descending the loss.</summary>
    public static TrainingMethods<float> Of(Penalty penalty, Network<float> network, StartingPoint<float> start, DataSet<float> data, Seed seed) => penalty switch
    {
        Penalty.StartingPoint => new TrainingMethods<float> { Regularizers = [new StartingPointPenalty<float>(network, start, SourceStrength, SourceStrength)] },
        Penalty.Features => new TrainingMethods<float> { Terms = [Features(network, start, data, seed)] },
        Penalty.Spectrum => new TrainingMethods<float> { Terms = [new SpectralShrinkage<float>(SpectrumStrength)] },
        _ => new TrainingMethods<float>(),
    };

    private static FeatureDistance<float> Features(Network<float> network, StartingPoint<float> start, DataSet<float> data, Seed seed)
    {
        var (parameters, state) = (new float[network.ParameterCount], new float[network.StateCount]);
        start.MoveTo(network, seed, parameters, state);
        var there = new FixedNetwork<float>(network, parameters, state);
        return new FeatureDistance<float>(there, ChannelAttention.Of(there, data, seed, Workers.Serial), FeatureStrength);
    }
}
