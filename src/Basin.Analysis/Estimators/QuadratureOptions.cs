namespace Basin.Analysis.Estimators;

/// <summary>How finely to measure a spectral density.</summary>
public sealed record QuadratureOptions
{
    /// <summary>Random starts; default 10, at least 2, because their spread is the error bar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public int Probes { get; init => field = AtLeast(2, value, nameof(Probes)); } = 10;

    /// <summary>Products a start; default 80, at least 1. Resolves about the width of the spectrum over this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Steps { get; init => field = AtLeast(1, value, nameof(Steps)); } = 80;

    private static int AtLeast(int bound, int value, string name) =>
        value >= bound ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {bound}.");
}
