namespace Basin.Bench;

/// <summary>Numbers as the tables show them.</summary>
internal static class Format
{
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{nanoseconds:f0} ns",
        < 1e6 => $"{Digits(nanoseconds / 1e3)} µs",
        < 1e9 => $"{Digits(nanoseconds / 1e6)} ms",
        _ => $"{Digits(nanoseconds / 1e9)} s",
    };

    public static string Digits(double value) => value >= 100 ? $"{value:f0}" : value >= 10 ? $"{value:f1}" : $"{value:f2}";
}
