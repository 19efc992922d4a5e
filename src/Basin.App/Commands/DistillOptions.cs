using System.CommandLine;
using Basin.Experiments.Runs;
using Basin.Training.Rules;

namespace Basin.App.Commands;

/// <summary>The options of <c>train</c> for targets that come from elsewhere, and the rule that suits them.</summary>
internal sealed class DistillOptions
{
    private readonly Option<RuleKind?> _rule = OptionValue.Choice<RuleKind>("--rule", "What moves the parameters; with adamw the weight decay is decoupled [default: sgd]");

    private readonly Option<double?> _randomLabels = OptionValue.Number<double>(
        "--random-labels", "p", "The probability that a training label is drawn at random, once and for all", "a number from 0 to 1", p => p is >= 0 and <= 1);

    private readonly Option<string?> _teacher = new("--teacher") { Description = "Train on the outputs of this run's network, with squared error", HelpName = "run" };

    private readonly Option<int?> _rounds = OptionValue.Number<int>(
        "--distill-rounds", "n", "Train n times, each from a new start on the outputs of the time before, with squared error", "a whole number, 1 or above", n => n >= 1);

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_rule, _randomLabels, _teacher, _rounds];

    /// <summary>What was given, over a preset.</summary>
    public TrainSettings Read(ParseResult parsed, TrainSettings preset) => preset with
    {
        Rule = parsed.GetValue(_rule) ?? preset.Rule,
        RandomLabels = parsed.GetValue(_randomLabels) ?? preset.RandomLabels,
        Teacher = parsed.GetValue(_teacher) ?? preset.Teacher,
        DistillRounds = parsed.GetValue(_rounds) ?? preset.DistillRounds,
    };
}
