using System.CommandLine;
using System.Globalization;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.App.Commands;

/// <summary>The options of <c>train</c> for a large initial learning rate, and for what may take its place.</summary>
internal sealed class LargeRateOptions
{
    private const string Times = "a number of epochs or steps or a loss, as 30epochs, 2000steps or loss:0.3";

    private readonly Option<AnnealingSettings?> _annealAt = new("--anneal-at")
    {
        Description = "Cut the learning rate for good: after epochs or steps, or once the mean training loss from one evaluation to the next is low",
        HelpName = "30epochs|2000steps|loss:0.3",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (Parse(text) is { } settings) return settings;
            result.AddError($"--anneal-at is '{text}'; wanted {Times}.");
            return null;
        },
    };

    private readonly Option<double?> _annealFactor = OptionValue.Number<double>("--anneal-factor", "factor", "What --anneal-at multiplies the rate by [default: 0.04]", "a finite number above 0, such as 0.04", x => double.IsFinite(x) && x > 0);

    private readonly Option<double?> _parameterNoise = OptionValue.Number<double>("--parameter-noise", "τ₀", "Noise in the gradient that with --weight-decay keeps each parameter at this standard deviation", "a finite number, 0 or above", x => double.IsFinite(x) && x >= 0);

    private readonly Option<double?> _activationNoise = OptionValue.Number<double>("--activation-noise", "σ", "Noise before each activation, one field a layer and step for the whole batch", "a finite number, 0 or above", x => double.IsFinite(x) && x >= 0);

    private readonly Option<double?> _activationNoiseDecay = OptionValue.Number<double>("--activation-noise-decay", "factor", "What that noise is multiplied by after each epoch [default: 1]", "a number from 0 to 1", x => x is >= 0 and <= 1);

    private readonly Option<long?> _activationNoiseEpochs = OptionValue.Number<long>("--activation-noise-epochs", "n", "Epochs after which that noise ends [default: never]", "a whole number, 0 or above", n => n >= 0);

    private readonly Option<TransformKind?> _transform = OptionValue.Choice<TransformKind>("--transform", "Put patches that give the class away on most training images [default: none]");

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_annealAt, _annealFactor, _parameterNoise, _activationNoise, _activationNoiseDecay, _activationNoiseEpochs, _transform];

    /// <summary>What was given, over other settings.</summary>
    /// <exception cref="BadInputException">An option is given without the one it belongs to.</exception>
    public TrainSettings Read(ParseResult parsed, TrainSettings settings)
    {
        var (annealing, factor) = (parsed.GetValue(_annealAt), parsed.GetValue(_annealFactor));
        if (annealing is null && factor is not null)
            throw new BadInputException("--anneal-factor is given without --anneal-at. Give the time by --anneal-at, such as 30epochs, or leave it out.");
        var (noise, decay, epochs) = (parsed.GetValue(_activationNoise), parsed.GetValue(_activationNoiseDecay), parsed.GetValue(_activationNoiseEpochs));
        if (noise is null && (decay is not null || epochs is not null))
            throw new BadInputException("--activation-noise-decay or --activation-noise-epochs is given without --activation-noise. Give its standard deviation by --activation-noise, such as 0.4, or leave them out.");
        return settings with
        {
            Annealing = annealing is null ? settings.Annealing : annealing with { Factor = factor ?? annealing.Factor },
            Methods = settings.Methods with
            {
                ParameterNoise = parsed.GetValue(_parameterNoise) ?? settings.Methods.ParameterNoise,
                ActivationNoise = noise is null ? settings.Methods.ActivationNoise : new ActivationNoiseSettings { Deviation = noise.Value, Decay = decay ?? 1, Epochs = epochs },
                Transform = parsed.GetValue(_transform) ?? settings.Methods.Transform,
            },
        };
    }

    private static AnnealingSettings? Parse(string text)
    {
        if (text.StartsWith("loss:", StringComparison.Ordinal))
            return double.TryParse(text[5..], NumberStyles.Float, CultureInfo.InvariantCulture, out var loss) && loss >= 0 && double.IsFinite(loss) ? new AnnealingSettings { Loss = loss } : null;
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (!long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        return text[digits..] switch
        {
            "epoch" or "epochs" => new AnnealingSettings { Epochs = count },
            "step" or "steps" => new AnnealingSettings { Steps = count },
            _ => null,
        };
    }
}
