using Basin.Analysis.Estimators;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Stability;

/// <summary>The training whose stability is asked for, and what the answer may cost.</summary>
public sealed record StabilityOptions
{
    /// <summary>η, finite and above 0; null leaves the verdict open.</summary>
    public double? LearningRate
    {
        get;
        init => field = value is null || (double.IsFinite(value.Value) && value > 0)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "The learning rate must be finite and above 0.");
    }

    /// <summary>B, at least 1.</summary>
    public required int Batch
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Batch), value, "A batch holds at least 1 example.");
    }

    /// <summary>β of heavy-ball or Nesterov momentum, in [0, 1).</summary>
    public double Momentum
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Momentum), value, "Momentum must be in [0, 1).");
    }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Whether an example can come twice in a batch.</summary>
    public bool Replacement { get; init; }

    /// <summary>Examples of the training set, when the curvature is that of some of them; null when it is that of all.</summary>
    public int? ExamplesAvailable { get; init; }

    /// <summary>λ_max of the Hessian with its residual as error: full-batch descent feels it, and not only the Gauss-Newton matrix. Null to take that of G.</summary>
    public Estimate? Sharpness { get; init; }

    /// <summary>Whether the loss is squared error, for which the analysis is that of the linearised network without approximation.</summary>
    public bool SquaredError { get; init; }

    /// <summary>Arithmetic that the exact analysis may take, see <see cref="StabilityCost"/>; a minute or so by default.</summary>
    public double MaxFlops { get; init; } = 2e12;

    /// <summary>Memory that the exact analysis may take.</summary>
    public long MaxBytes { get; init; } = 2L << 30;

    /// <summary>The root of the analysis's chance.</summary>
    public Seed Seed { get; init; } = new(1);

    /// <summary>The threads.</summary>
    public Workers Workers { get; init; } = Workers.Serial;

    /// <summary>Momentum as a rule.</summary>
    internal MomentumRule Rule => new(Momentum, Nesterov);

    /// <summary>How batches of a size are drawn from the training set.</summary>
    internal BatchDraw Draw(int batch, int examples) => new(Replacement ? batch : Math.Min(batch, examples), examples, Replacement);
}
