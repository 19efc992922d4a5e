namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>What was measured before at some settings, with another generator.</summary>
/// <param name="IsGaussian">The signal.</param>
/// <param name="Alpha">α.</param>
/// <param name="Gamma">γ.</param>
/// <param name="Ratio">The median over seeds of SGD's squared error over that of descent.</param>
internal sealed record KnownContest(bool IsGaussian, double Alpha, double Gamma, Band Ratio)
{
    /// <summary>The bands are where 80 % of single seeds were; at the first settings and with larger steps they are narrower.</summary>
    public static IReadOnlyList<KnownContest> All { get; } =
    [
        new(false, 0.1, 0.05, new Band(0.50, 0.72)),
        new(false, 0.1, 0.08, new Band(0.24, 0.50)),
        new(false, 0.01, 0.05, new Band(0.21, 0.38)),
        new(true, 0.1, 0.05, new Band(0.51, 0.88)),
        new(true, 0.1, 0.08, new Band(0.24, 0.78)),
        new(true, 0.01, 0.05, new Band(0.21, 0.63)),
    ];

    /// <summary>As people read it.</summary>
    public string Name => FormattableString.Invariant($"{(IsGaussian ? "Gaussian" : "±1")}, α = {Alpha}, γ = {Gamma}");

    /// <summary>These settings, if they are among the known ones.</summary>
    public static KnownContest? Of(ContestSettings settings) => settings.Regression is { Examples: 40, Inputs: 100, Support: 5 }
        ? All.FirstOrDefault(known => known.IsGaussian == settings.Regression.HasGaussianSignal && known.Alpha == settings.Alpha && known.Gamma == settings.Gamma)
        : null;
}
