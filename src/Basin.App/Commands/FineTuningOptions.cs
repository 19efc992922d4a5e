using System.CommandLine;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary>The options of <c>train</c> for going on from an earlier run on other data.</summary>
internal sealed class FineTuningOptions
{
    private readonly Option<string?> _from = new("--from") { Description = "Begin with the parameters and statistics of a run or of a checkpoint; a last layer that does not fit is drawn anew", HelpName = "run" };

    private readonly Option<double?> _stochNorm = OptionValue.Number<double>(
        "--stoch-norm", "p", "Normalise each channel by the batch with probability p and by the running statistics otherwise; 1 is batch norm", "a number from 0 to 1", p => p is >= 0 and <= 1);

    private readonly Option<bool> _byLayer = new("--stoch-norm-by-layer") { Description = "Draw once for all channels of a layer" };

    private readonly Option<double?> _startPenalty = Strength("--l2-sp", "Adds (λ/2)‖w − w₀‖² for what came from --from, and (λ/2)‖w‖² for what did not");

    private readonly Option<double?> _featurePenalty = Strength("--delta", "Adds λ times the squared distance of feature maps from those of --from, by attention (DELTA)");

    private readonly Option<double?> _spectralPenalty = Strength("--bss", "Adds λ times the smallest squared singular value of the batch's features");

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_from, _stochNorm, _byLayer, _startPenalty, _featurePenalty, _spectralPenalty];

    /// <summary>The settings of the run to begin with; null without one.</summary>
    public TrainSettings? Source(ParseResult parsed) => parsed.GetValue(_from) is { } from ? SourceRun.Find(from).Settings : null;

    /// <summary>What was given.</summary>
    public FineTuningSettings Read(ParseResult parsed) => new()
    {
        From = parsed.GetValue(_from),
        StochNorm = parsed.GetValue(_stochNorm),
        StochNormByLayer = parsed.GetValue(_byLayer),
        StartPenalty = parsed.GetValue(_startPenalty) ?? 0,
        FeaturePenalty = parsed.GetValue(_featurePenalty) ?? 0,
        SpectralPenalty = parsed.GetValue(_spectralPenalty) ?? 0,
    };

    private static Option<double?> Strength(string name, string description) =>
        OptionValue.Number<double>(name, "λ", description, "a finite number, 0 or above", x => double.IsFinite(x) && x >= 0);
}
