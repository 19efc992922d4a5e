using System.CommandLine;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary>The options that say what an inspection may spend.</summary>
internal static class InspectOptions
{
    public static Option<int?> NewExamples(string name) =>
        OptionValue.Number<int>(name, "n", "Training examples to inspect on, drawn at random", "a whole number, 1 or above", n => n >= 1);

    public static Option<int?> NewTopK() =>
        OptionValue.Number<int>("--top-k", "k", "Eigenvalues to find at each end of the spectrum", "a whole number, 1 or above", n => n >= 1);

    public static Option<int?> NewProbes() =>
        OptionValue.Number<int>("--probes", "n", "Random vectors for traces and norms; the error falls with their root", "a whole number, 2 or above", n => n >= 2);

    public static Option<Precision?> NewPrecision(string name) =>
        OptionValue.Choice<Precision>(name, "The numbers inspected with [default: float64 up to 100,000 parameters]");

    public static InspectSettings Read(ParseResult parsed, InspectSettings preset, Option<int?> examples, Option<int?> topK, Option<int?> probes, Option<Precision?> precision) => preset with
    {
        Examples = parsed.GetValue(examples) ?? preset.Examples,
        TopK = parsed.GetValue(topK) ?? preset.TopK,
        Probes = parsed.GetValue(probes) ?? preset.Probes,
        Precision = parsed.GetValue(precision) ?? preset.Precision,
    };
}
