namespace Basin.Analysis.Estimators;

/// <summary>How finely to measure a spectral density.</summary>
public sealed record QuadratureOptions
{
    /// <summary>Random starts at most; default 10, at least 2, because their spread is the error bar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public int Probes { get; init => field = AtLeast(2, value, nameof(Probes)); } = 10;

    /// <summary>Products a start; default 80, at least 1. Resolves about the width of the spectrum over this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Steps { get; init => field = AtLeast(1, value, nameof(Steps)); } = 80;

    /// <summary>Starts before a standard error is believed; default 10, at least 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public int MinProbes { get; init => field = AtLeast(2, value, nameof(MinProbes)); } = 10;

    /// <summary>Stop once the standard error of the trace of <see cref="Function"/> is at most this part of its value; default 0, for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN, infinite or negative.</exception>
    public double RelativeTolerance
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RelativeTolerance), value, "The tolerance is a finite part of the value, at least 0.");
    }

    /// <summary>The function whose trace is asked for; null for the trace itself.</summary>
    public Func<double, double>? Function { get; init; }

    private static int AtLeast(int bound, int value, string name) =>
        value >= bound ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {bound}.");
}
