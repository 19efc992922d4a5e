namespace Basin.Analysis.Stability;

/// <summary>How the examples of a step are chosen; the batches of different steps are taken as independent.</summary>
/// <param name="Batch">B, at least 1; without replacement at most n.</param>
/// <param name="Examples">n, the examples to draw from.</param>
/// <param name="Replacement">Whether an example can come twice in a batch.</param>
public readonly record struct BatchDraw(int Batch, int Examples, bool Replacement)
{
    /// <summary>q: the variance of a batch mean over that of one example. 1/B with replacement, (n − B)/(B(n − 1)) without.</summary>
    public double NoiseFactor => Replacement ? 1.0 / Batch
        : Examples <= 1 ? 0
        : Math.Max(0, (double)(Examples - Batch) / ((double)Batch * (Examples - 1)));

    /// <summary>1, 2, 4, … up to and with the whole set: where a curve over batch sizes is evaluated.</summary>
    public static IEnumerable<int> Doublings(int examples)
    {
        for (var batch = 1L; batch < examples; batch *= 2) yield return (int)batch;
        yield return examples;
    }
}
