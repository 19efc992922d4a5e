using System.Collections.Immutable;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>What came of training a diagonal linear network.</summary>
public sealed record DiagonalRun
{
    /// <summary>Why it ended.</summary>
    public required DiagonalStop Stop { get; init; }

    /// <summary>Steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>L at the end.</summary>
    public required double Loss { get; init; }

    /// <summary>∫L dt in units of γ·steps, from exact losses.</summary>
    public required double IntegratedLoss { get; init; }

    /// <summary>∫L dt from the losses of the examples that steps drew: unbiased, for nothing. NaN for methods that draw none.</summary>
    public double SampledIntegratedLoss { get; init; } = double.NaN;

    /// <summary>β, shape (d).</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>√(w₊w₋), shape (d). NaN where a step so long that γ|e·xⱼ| > 1 changed a weight's sign.</summary>
    public required ImmutableArray<double> EffectiveScale { get; init; }

    /// <summary>Whether no weight changed its sign, so that <see cref="EffectiveScale"/> is one everywhere.</summary>
    public bool KeptSigns => EffectiveScale.All(scale => scale > 0);

    /// <summary>‖β − β*‖².</summary>
    public required double SquaredError { get; init; }

    /// <summary>The way there, at steps about 5 % apart.</summary>
    public required ImmutableArray<DiagonalPoint> Points { get; init; }
}
