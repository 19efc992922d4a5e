using System.CommandLine;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary>The settings of training that <c>inspect</c> judges.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<double?> _learningRate = SharedOptions.LearningRate();
    private readonly Option<int?> _batch = SharedOptions.Batch();
    private readonly Option<double?> _momentum = SharedOptions.Momentum();
    private readonly Option<bool?> _nesterov = new("--nesterov") { Description = "Momentum looks ahead", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool?> _replacement = new("--replacement") { Description = "Every example of a batch is drawn for itself", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<double?> _labelNoise = OptionValue.Number<double>(
        "--label-noise", "σ", "Standard deviation of noise on the targets, or the share of flipped labels", "a finite number, 0 or above", x => double.IsFinite(x) && x >= 0);

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_learningRate, _batch, _momentum, _nesterov, _replacement, _labelNoise];

    /// <summary>What was given; the rest stays open.</summary>
    public InspectQuestion Read(ParseResult parsed) => new()
    {
        LearningRate = parsed.GetValue(_learningRate),
        Batch = parsed.GetValue(_batch),
        Momentum = parsed.GetValue(_momentum),
        Nesterov = parsed.GetValue(_nesterov),
        Replacement = parsed.GetValue(_replacement),
        LabelNoise = parsed.GetValue(_labelNoise),
    };
}
