using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>The reduced figure 3: part of CIFAR-10, a small convolutional network without batch norm, flipped labels.</summary>
internal sealed record ImageSettings
{
    private ImageSettings()
    {
    }

    public static ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("images", "training images, the first ones", 1000, 100) with { Quick = 600 },
        ClaimParameter.Count("channels", "channels of the first convolution; the second has twice as many", 16),
        new("flip", "p, the probability of a flip", 0.2) { Minimum = 0.01, Maximum = 0.5 },
        ClaimParameter.Count("misled-epochs", "epochs on random labels, on two copies of the images", 40),
        ClaimParameter.Count("epochs-to-fit", "epochs on the true labels to a global minimum", 150),
        ClaimParameter.Positive("eta", "η, the learning rate of SGD", 0.05),
        ClaimParameter.Count("batch", "B, the batch size of SGD", 8),
        ClaimParameter.Count("epochs", "epochs of SGD with label noise and without", 200) with { Quick = 150 },
        ClaimParameter.Count("cool-down", "epochs of descent without noise at the end of both", 20),
    ];

    public required int Images { get; init; }

    public required int Channels { get; init; }

    public required double Flip { get; init; }

    public required int MisledEpochs { get; init; }

    public required int EpochsToFit { get; init; }

    public required double LearningRate { get; init; }

    public required int Batch { get; init; }

    public required int Epochs { get; init; }

    public required int CoolDown { get; init; }

    public static ImageSettings Of(ClaimContext context) => new()
    {
        Images = context.Count("images"),
        Channels = context.Count("channels"),
        Flip = context["flip"],
        MisledEpochs = context.Count("misled-epochs"),
        EpochsToFit = context.Count("epochs-to-fit"),
        LearningRate = context["eta"],
        Batch = context.Count("batch"),
        Epochs = context.Count("epochs"),
        CoolDown = context.Count("cool-down"),
    };
}
