using Basin.Models.Data;

namespace Basin.Experiments.Runs;

/// <summary>The settings that suit each network when nothing else is asked.</summary>
public static class Presets
{
    /// <summary>The defaults of a network.</summary>
    /// <remarks>
    /// mlp: plain SGD, so that theory applies as it stands. cnn: momentum. resnet20: the recipe of He et al. (2016), with a cosine
    /// instead of steps and a short warm-up, so that a few epochs suffice.
    /// </remarks>
    public static TrainSettings For(ModelKind model) => model switch
    {
        ModelKind.Mlp => new TrainSettings(),
        ModelKind.Cnn => new TrainSettings
        {
            Model = ModelKind.Cnn,
            Data = "shapes",
            Epochs = 10,
            LearningRate = 0.05,
            Batch = 64,
            Momentum = 0.9,
            Inspection = new InspectSettings { Examples = 1024 },
        },
        ModelKind.Resnet20 => new TrainSettings
        {
            Model = ModelKind.Resnet20,
            Data = "cifar10",
            Epochs = 10,
            LearningRate = 0.1,
            Batch = 128,
            Momentum = 0.9,
            WeightDecay = 1e-4,
            Schedule = ScheduleKind.Cosine,
            WarmUp = 50,
            Inspection = new InspectSettings { Examples = 256, TopK = 3, Probes = 16, MaxProducts = 60 },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "No such network."),
    };
}
