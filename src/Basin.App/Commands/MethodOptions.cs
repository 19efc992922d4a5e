using System.CommandLine;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Training.Noise;

namespace Basin.App.Commands;

/// <summary>The options of <c>train</c> for what is done beside descending the loss on batches.</summary>
internal sealed class MethodOptions
{
    private readonly Option<double?> _labelNoise = OptionValue.Number<double>(
        "--label-noise", "σ", "Noise of this standard deviation on every target value, fresh at every step", "a finite number, 0 or above", IsGood);

    private readonly Option<LabelNoiseKind?> _labelNoiseKind = OptionValue.Choice<LabelNoiseKind>("--label-noise-kind", "That noise is +σ or −σ, or Gaussian [default: sign]");

    private readonly Option<double?> _labelFlips = OptionValue.Number<double>(
        "--label-flips", "p", "The probability that a label is drawn from the other classes, fresh at every step", "a number from 0 up to but not including 1", p => p is >= 0 and < 1);

    private readonly Option<NoiseKind?> _noise = OptionValue.Choice<NoiseKind>("--noise", "Noise of covariance ηλΣ in the step: the Gauss-Newton matrix of all examples or of the batch [default: none]");

    private readonly Option<double?> _noiseScale = Strength("--noise-scale", "The λ of --noise");

    private readonly Option<double?> _gradientPenalty = Strength("--gradient-penalty", "Adds (λ/4)‖∇C‖² of each batch to what is descended; about twice the time");

    private readonly Option<double?> _fullGradientPenalty = Strength("--full-gradient-penalty", "Adds (λ/4)‖∇C‖² of all training examples; a pass over all of them at every step");

    private readonly Option<double?> _tracePenalty = Strength("--trace-penalty", "Adds (λ/4)·tr G with the Gauss-Newton matrix of squared error, estimated afresh at every step");

    private readonly Option<int?> _substeps = OptionValue.Number<int>("--substeps", "m", "Divide each step into m steps of η/m on the same batch", "a whole number, 1 or above", m => m >= 1);

    private readonly Option<double?> _headRateScale = OptionValue.Number<double>("--head-lr-scale", "factor", "The learning rate of the last layer, as a multiple of η", "a finite number, 0 or above", IsGood);

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All =>
    [
        _labelNoise, _labelNoiseKind, _labelFlips, _noise, _noiseScale, _gradientPenalty, _fullGradientPenalty, _tracePenalty, _substeps, _headRateScale,
    ];

    /// <summary>What was given, over a preset.</summary>
    /// <exception cref="BadInputException">A kind of noise is given without noise.</exception>
    public MethodSettings Read(ParseResult parsed, MethodSettings preset)
    {
        if (parsed.GetValue(_labelNoiseKind) is not null && parsed.GetValue(_labelNoise) is null)
            throw new BadInputException("--label-noise-kind is given without --label-noise. Give its standard deviation by --label-noise, such as 0.1, or leave it out.");
        return preset with
        {
            LabelNoise = parsed.GetValue(_labelNoise) ?? preset.LabelNoise,
            LabelNoiseKind = parsed.GetValue(_labelNoiseKind) ?? preset.LabelNoiseKind,
            LabelFlips = parsed.GetValue(_labelFlips) ?? preset.LabelFlips,
            Noise = parsed.GetValue(_noise) ?? preset.Noise,
            NoiseScale = parsed.GetValue(_noiseScale) ?? preset.NoiseScale,
            GradientPenalty = parsed.GetValue(_gradientPenalty) ?? preset.GradientPenalty,
            FullGradientPenalty = parsed.GetValue(_fullGradientPenalty) ?? preset.FullGradientPenalty,
            TracePenalty = parsed.GetValue(_tracePenalty) ?? preset.TracePenalty,
            Substeps = parsed.GetValue(_substeps) ?? preset.Substeps,
            HeadRateScale = parsed.GetValue(_headRateScale) ?? preset.HeadRateScale,
        };
    }

    private static Option<double?> Strength(string name, string description) =>
        OptionValue.Number<double>(name, "λ", description, "a finite number, 0 or above", IsGood);

    private static bool IsGood(double x) => double.IsFinite(x) && x >= 0;
}
