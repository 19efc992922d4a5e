namespace Basin.Bench;

/// <summary>One line of the table.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Own">Basin's median, as text.</param>
/// <param name="Peer">What it is compared with, as text; null when there is nothing.</param>
/// <param name="Measured">The compared figure; null when there was nothing to compare with.</param>
/// <param name="Unit">Of the figure: <c>x</c>, <c>%</c> or <c>ms</c>.</param>
/// <param name="Wanted">The figure to reach.</param>
/// <param name="LessIsBetter">Whether the figure must stay below.</param>
/// <param name="Notes">Lines below the table.</param>
internal sealed record Row(
    string Workload, string Own, string? Peer, Spread? Measured, string Unit, double Wanted, bool LessIsBetter, IReadOnlyList<string> Notes)
{
    public bool? Reached => Measured is not { } spread ? null : LessIsBetter ? spread.Median <= Wanted : spread.Median >= Wanted;

    public string WantedText => $"{(LessIsBetter ? "< " : "")}{Wanted:0.##}{Suffix}";

    public string MeasuredText => Measured is { } spread ? $"{Number(spread.Median)}{Suffix}" : "-";

    public string RangeText => Measured is { } spread ? $"{Number(spread.Least)} – {Number(spread.Most)}" : "-";

    public string Verdict => Reached switch { true => "yes", false => "**no**", null => "-" };

    private string Suffix => Unit == "x" ? "x" : " " + Unit;

    private string Number(double value) => Unit == "x" ? Format.Digits(value) : $"{value:f0}";
}
