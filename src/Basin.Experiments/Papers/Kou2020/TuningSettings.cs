namespace Basin.Experiments.Papers.Kou2020;

/// <summary>One way of tuning the pre-trained small networks: everything its result depends on apart from the seed.</summary>
/// <param name="Source">Where the networks come from.</param>
/// <param name="Probability">p.</param>
internal sealed record TuningSettings(PretrainingSettings Source, double Probability)
{
    /// <summary>Whether a layer's channels share one draw.</summary>
    public bool IsLayerWise { get; init; }

    /// <summary>Labelled examples a class.</summary>
    public int PerClass { get; init; } = 3;

    /// <summary>B, at most all that is labelled.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Whether batches are drawn with replacement; otherwise the examples are shuffled.</summary>
    public bool WithReplacement { get; init; }

    /// <summary>Steps; the rate falls to a tenth at two thirds of them.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>η of all but the head.</summary>
    public double LearningRate { get; init; } = 0.03;

    /// <summary>The head's multiple of η.</summary>
    public double HeadScale { get; init; } = 10;

    /// <summary>Whether the pre-trained running statistics are forgotten first.</summary>
    public bool ForgetsStatistics { get; init; }

    /// <summary>What is added to the loss.</summary>
    public Penalty Penalty { get; init; }

    /// <summary>What it is multiplied by.</summary>
    public double Strength { get; init; }
}
