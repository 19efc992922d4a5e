using System.Globalization;

namespace Basin.Bench;

/// <summary>What to time and where to write it.</summary>
internal sealed record BenchOptions
{
    public const string Help = """
        Times Basin's workloads, interleaved with torch's where python3-torch is installed.

          --filter TEXT   only workloads whose name contains TEXT, in any case; may be repeated
          --rounds N      interleaved rounds, at least 3; default 9
          --threads N     threads on both sides; default 1
          --block MS      least length of one timed block in milliseconds; default 200
          --out PATH      a folder or an .md file; default bench/results, and nothing is written when --filter is given
          --no-peer       time only Basin
          --memory-of NAME  run Basin's side of one workload once and print the bytes its memory grew by
          --list          print the names of the workloads and end

        Environment: BASIN_PYTHON names the Python that has torch (default /usr/bin/python3),
        BASIN_OPENBLAS the folder of OpenBLAS's libblas.so.3 (default: Debian's).

        Example: dotnet run -c Release --project bench/Basin.Bench -- --filter mlp --rounds 5
        """;

    public IReadOnlyList<string> Filters { get; init; } = [];

    public int Rounds { get; init; } = 9;

    public int Threads { get; init; } = 1;

    public double BlockMilliseconds { get; init; } = 200;

    public string? Out { get; init; }

    public bool UsePeer { get; init; } = true;

    public bool List { get; init; }

    /// <summary>The one workload to run once in this process, printing the bytes its memory grew by; what <see cref="PeakMemory"/> asks of a process of its own.</summary>
    public string? MemoryOf { get; init; }

    public bool ShowHelp { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown, lacks its value, or the value is out of range.</exception>
    public static BenchOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var option = arguments[i];
            options = option switch
            {
                "--filter" => options with { Filters = [.. options.Filters, Next(arguments, ref i)] },
                "--rounds" => options with { Rounds = (int)Number(arguments, ref i, 3) },
                "--threads" => options with { Threads = (int)Number(arguments, ref i, 1) },
                "--block" => options with { BlockMilliseconds = Number(arguments, ref i, 1) },
                "--out" => options with { Out = Next(arguments, ref i) },
                "--no-peer" => options with { UsePeer = false },
                "--memory-of" => options with { MemoryOf = Next(arguments, ref i) },
                "--list" => options with { List = true },
                "--help" or "-h" => options with { ShowHelp = true },
                _ => throw new ArgumentException($"Option '{option}' is not known. See --help."),
            };
        }

        return options;
    }

    public bool Selects(string name) =>
        Filters.Count == 0 || Filters.Any(filter => name.Contains(filter, StringComparison.OrdinalIgnoreCase));

    private static string Next(ReadOnlySpan<string> arguments, ref int i) =>
        ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value. See --help.");

    private static double Number(ReadOnlySpan<string> arguments, ref int i, double least)
    {
        var option = arguments[i];
        var text = Next(arguments, ref i);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= least) || value > 1e6)
            throw new ArgumentException($"{option} is '{text}'; wanted a number from {least} to 1000000.");
        return value;
    }
}
