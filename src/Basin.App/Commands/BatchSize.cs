using System.CommandLine;
using System.Globalization;

namespace Basin.App.Commands;

/// <summary>Examples a step, or all of them.</summary>
/// <param name="Count">How many; null for all.</param>
internal readonly record struct BatchSize(int? Count)
{
    /// <summary>The option; null when it is not given.</summary>
    public static Option<BatchSize?> Option() => new("--batch")
    {
        Description = "Examples a step; full for all of them",
        HelpName = "n|full",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (text == "full") return new BatchSize(null);
            if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && count >= 1) return new BatchSize(count);
            result.AddError($"--batch is '{text}'; wanted a whole number, 1 or above, or 'full'.");
            return null;
        },
    };
}
