namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The pre-training of the residual network on CIFAR-10: everything its result depends on.</summary>
/// <param name="Epochs">Passes over 10,000 photographs, in batches of 128 at the rate 0.1 falling to 0 as a cosine.</param>
internal sealed record PhotographSettings(int Epochs)
{
    /// <summary>B.</summary>
    public const int Batch = 128;

    /// <summary>η.</summary>
    public const double LearningRate = 0.1;
}
