using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Noise;

/// <summary>What to spend on the gradient noise, and up to which sizes to be exact.</summary>
public sealed record NoiseOptions
{
    /// <summary>Eigenvalues of Σ wanted, at least 1.</summary>
    public int TopK { get; init => field = AtLeast(1, value, nameof(TopK)); } = 5;

    /// <summary>Up to this many examples the spectrum of Σ comes from the (n, n) Gram matrix of their gradients; memory is n² numbers, thrice.</summary>
    public int GramExamples { get; init => field = AtLeast(0, value, nameof(GramExamples)); } = 2000;

    /// <summary>Up to this many outputs nk everything is exact, from the (nk, nk) tangent kernel; memory is (nk)² numbers, thrice.</summary>
    public int ExactOutputs { get; init => field = AtLeast(0, value, nameof(ExactOutputs)); } = 2000;

    /// <summary>The most products an eigenvalue search may spend, at least 1.</summary>
    public int MaxProducts { get; init => field = AtLeast(1, value, nameof(MaxProducts)); } = 150;

    /// <summary>Random vectors for tr G and ‖G‖_F at most, at least 2. As many as there are parameters make them exact.</summary>
    public int Probes { get; init => field = AtLeast(2, value, nameof(Probes)); } = 64;

    /// <summary>Draws of examples for tr(ΣG), and for ‖Σ‖_F without a Gram matrix, at most; a push each, which is less than a product, at least 2. As many as there are examples make it exact.</summary>
    public int Draws { get; init => field = AtLeast(2, value, nameof(Draws)); } = 64;

    /// <summary>The standard error to stop at, relative to the value; 0 spends everything.</summary>
    public double RelativeTolerance
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RelativeTolerance), value, "The tolerance is a finite part of the value, at least 0.");
    } = 0.02;

    /// <summary>Examples in the set that the objective's are a random part of; null when it has all of them.</summary>
    public int? Population { get; init; }

    /// <summary>The root of chance.</summary>
    public Seed Seed { get; init; } = new(1);

    /// <summary>The threads for vector work.</summary>
    public Workers Workers { get; init; } = Workers.Serial;

    private static int AtLeast(int bound, int value, string name) =>
        value >= bound ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {bound}.");
}
