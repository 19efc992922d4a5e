using System.CommandLine;
using Basin.Experiments.Runs;
using Basin.Models.Networks;

namespace Basin.App.Commands;

/// <summary>The options that say what an inspection may spend, for the verbs that inspect.</summary>
/// <param name="prefix">Before the names that would mean something else in the verb: "" or "inspect-".</param>
internal sealed class InspectOptions(string prefix)
{
    private readonly Option<int?> _examples = OptionValue.Number<int>(
        $"--{prefix}examples", "n", "Training examples to inspect on, drawn at random", "a whole number, 1 or above", n => n >= 1);

    private readonly Option<Precision?> _precision = OptionValue.Choice<Precision>(
        $"--{prefix}precision", "The numbers inspected with [default: float64 up to 100,000 parameters]");

    private readonly Option<int?> _topK = OptionValue.Number<int>(
        "--top-k", "k", "Eigenvalues to find at each end of the spectrum", "a whole number, 1 or above", n => n >= 1);

    private readonly Option<int?> _maxProducts = OptionValue.Number<int>(
        "--max-products", "n", "Products to spend at most on the eigenvalues of one matrix", "a whole number, 1 or above", n => n >= 1);

    private readonly Option<int?> _probes = OptionValue.Number<int>(
        "--probes", "n", "Random vectors for traces and norms; the error falls with their root", "a whole number, 2 or above", n => n >= 2);

    private readonly Option<double?> _tolerance = OptionValue.Share("--tolerance", "Stop an estimate once its standard error is this part of its value [default: 2%]");

    private readonly Option<int?> _budget = OptionValue.Number<int>(
        $"--{prefix}budget", "products", "Products to spend at most on the whole inspection", "a whole number, 20 or above", n => n >= 20);

    private readonly Option<BatchNormMode?> _batchNorm = OptionValue.Choice<BatchNormMode>(
        $"--{prefix}batch-norm", "Statistics of all inspected examples as one batch, or the running ones, frozen [default: frozen]");

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_examples, _precision, _topK, _maxProducts, _probes, _tolerance, _budget, _batchNorm];

    /// <summary>What was given, over a preset.</summary>
    public InspectSettings Read(ParseResult parsed, InspectSettings preset) => preset with
    {
        Examples = parsed.GetValue(_examples) ?? preset.Examples,
        Precision = parsed.GetValue(_precision) ?? preset.Precision,
        TopK = parsed.GetValue(_topK) ?? preset.TopK,
        MaxProducts = parsed.GetValue(_maxProducts) ?? preset.MaxProducts,
        Probes = parsed.GetValue(_probes) ?? preset.Probes,
        Tolerance = parsed.GetValue(_tolerance) ?? preset.Tolerance,
        Budget = parsed.GetValue(_budget) ?? preset.Budget,
        BatchNorm = parsed.GetValue(_batchNorm) ?? preset.BatchNorm,
    };
}
