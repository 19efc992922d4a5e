using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Basin.App.Commands;

/// <summary>Options whose errors say what was given and what was wanted.</summary>
internal static class OptionValue
{
    /// <summary>A number; null when it is not given.</summary>
    public static Option<T?> Number<T>(string name, string unit, string description, string wanted, Func<T, bool>? isGood = null)
        where T : struct, ISpanParsable<T> =>
        new(name) { Description = description, HelpName = unit, CustomParser = Parse(wanted, isGood) };

    /// <summary>A share of a whole, as 1% or 0.01, below <paramref name="most"/>; null when it is not given.</summary>
    public static Option<double?> Share(string name, string description, double most = double.PositiveInfinity) => new(name)
    {
        Description = description,
        HelpName = "share",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            var isPercent = text.EndsWith('%');
            if (double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value) && (isPercent ? value / 100 : value) < most)
                return isPercent ? value / 100 : value;
            result.AddError($"{NameOf(result)} is '{text}'; wanted a share above 0{(double.IsFinite(most) ? $" and below {most:g}" : "")}, such as 1% or 0.01.");
            return null;
        },
    };

    /// <summary>One of the values of an enum, in the words of the command line; null when it is not given.</summary>
    public static Option<T?> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var words = values.Select(Kebab).ToArray();
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var index = Array.IndexOf(words, result.Tokens[^1].Value.ToLowerInvariant());
                if (index >= 0) return values[index];
                result.AddError($"{NameOf(result)} is '{result.Tokens[^1].Value}'; wanted {string.Join(", ", words[..^1])} or {words[^1]}.");
                return null;
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }

    public static Func<ArgumentResult, T?> Parse<T>(string wanted, Func<T, bool>? isGood = null)
        where T : struct, ISpanParsable<T> => result =>
    {
        var text = result.Tokens[^1].Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && (isGood?.Invoke(value) ?? true)) return value;
        result.AddError($"{NameOf(result)} is '{text}'; wanted {wanted}.");
        return null;
    };

    /// <summary>Whole numbers above 0 with commas between.</summary>
    public static Option<int[]?> Widths(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "n,n,...",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            var parts = text.Length == 0 || text == "none" ? [] : text.Split(',');
            var widths = new int[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out widths[i]) && widths[i] > 0) continue;
                result.AddError($"{NameOf(result)} is '{text}'; wanted whole numbers above 0 with commas between, such as 256,128, or 'none'.");
                return null;
            }

            return widths;
        },
    };

    private static string NameOf(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;

    private static string Kebab<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
