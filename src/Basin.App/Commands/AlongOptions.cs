using System.CommandLine;
using System.Globalization;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.App.Commands;

/// <summary>The options of <c>train</c> for what is read along the way.</summary>
internal sealed class AlongOptions
{
    private readonly Option<Interval?> _every = new("--inspect-every")
    {
        Description = "Read sharpness and other numbers of the landscape along training, so often; off for never, and then noise and steps are not read either [default: as a tenth of training pays for, at least 10 times for small networks]",
        HelpName = "1epoch|100steps|off",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (Interval.Parse(text) is { } interval) return interval;
            result.AddError($"--inspect-every is '{text}'; wanted a number of epochs or steps above 0, as 1epoch or 100steps, or 'off'.");
            return null;
        },
    };

    private readonly Option<double?> _budget = OptionValue.Share(
        "--budget", "The part of training's time that readings may take, as 5%: the clock then puts them off, and two runs read at different steps", most: 1);

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_every, _budget];

    /// <summary>What was given, over a preset; null for nothing.</summary>
    /// <exception cref="BadInputException">A budget is given, and nothing to spend it on.</exception>
    public AlongSettings? Read(ParseResult parsed, AlongSettings preset, bool isInspected)
    {
        var (every, budget) = (parsed.GetValue(_every), parsed.GetValue(_budget));
        if (every is { Count: 0 } && budget is not null)
            throw new BadInputException("--budget is given beside --inspect-every off: nothing is read along training. Leave one of them out.");
        if (every is { Count: 0 } || (every is null && budget is null && !isInspected)) return null;
        return preset with { Epochs = every is { InEpochs: true } ? every.Value.Count : null, Steps = every is { InEpochs: false } ? every.Value.Count : null, Budget = budget };
    }

    // So many epochs or steps; 0 for off.
    private readonly record struct Interval(long Count, bool InEpochs)
    {
        public static Interval? Parse(string text)
        {
            if (text == "off") return new Interval(0, false);
            var digits = text.TakeWhile(char.IsAsciiDigit).Count();
            if (!long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0) return null;
            return text[digits..] switch
            {
                "epoch" or "epochs" => new Interval(count, true),
                "step" or "steps" => new Interval(count, false),
                _ => null,
            };
        }
    }
}
