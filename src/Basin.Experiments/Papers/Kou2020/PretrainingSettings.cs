namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The pre-training of the small network: everything its result depends on apart from the seed.</summary>
/// <param name="Data">A data set of at least 1797 points in ten classes, by name.</param>
/// <param name="Task">What it learns there.</param>
/// <param name="Steps">Steps.</param>
/// <param name="Momentum">β of Nesterov's momentum.</param>
/// <param name="Seeds">How many networks.</param>
internal sealed record PretrainingSettings(string Data, SourceTask Task, int Steps, double Momentum, int Seeds)
{
    /// <summary>Examples for pre-training; the rest is for tuning and testing.</summary>
    public const int SourceExamples = 900;

    /// <summary>B.</summary>
    public const int Batch = 64;

    /// <summary>η.</summary>
    public const double LearningRate = 0.05;
}
