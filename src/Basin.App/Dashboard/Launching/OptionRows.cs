using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Basin.Models.Data;

namespace Basin.App.Dashboard.Launching;

/// <summary>The form that starts a run, from what the command line knows about its own options: a new option needs nothing here.</summary>
internal static partial class OptionRows
{
    private const string Choice = "choice", Number = "number", Text = "text", Flag = "flag";

    /// <summary>All options that a page may give, by subject.</summary>
    /// <param name="isRemote">Whether the page is seen on other machines, which name no files of this one.</param>
    public static IReadOnlyList<OptionRow> All(bool isRemote) =>
        [.. LaunchOptions.All.Select(option => Of(option, isRemote)).OrderBy(row => Array.IndexOf(LaunchOptions.Subjects, row.Group))];

    private static OptionRow Of(Option option, bool isRemote)
    {
        var (kind, choices) = LaunchOptions.IsData(option) ? (isRemote ? Choice : Text, DataHere()) : (KindOf(option), null);
        if (kind == Choice) choices ??= option.HelpName!.Split('|');
        var defaults = LaunchDefaults.ByNetwork(option.Name);
        var (help, spoken) = Split(option.Description ?? "", kind, choices, isKnown: defaults is not null);
        return new OptionRow(
            option.Name,
            option.Name.TrimStart('-').Replace('-', ' '),
            help,
            kind,
            choices,
            kind == Flag ? false : defaults?.Values.First() ?? spoken,
            defaults?.Values.Distinct().Count() > 1 ? defaults : null,
            kind is Number or Text ? option.HelpName : null,
            LaunchOptions.SubjectOf(option));
    }

    private static string KindOf(Option option)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type.IsEnum ? Choice : type == typeof(bool) ? Flag : type.IsPrimitive ? Number : Text;
    }

    private static string[] DataHere() => [.. DataCatalog.List().Where(entry => entry.IsPresent).Select(entry => entry.Name)];

    // A default that is a value goes into the field; one that is a sentence stays in the help.
    private static (string Help, object? Default) Split(string description, string kind, string[]? choices, bool isKnown)
    {
        if (Spoken().Match(description) is not { Success: true } match) return (description, null);
        var words = match.Groups[1].Value;
        object? value = kind == Number
            ? double.TryParse(words, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null
            : kind == Choice && choices!.Contains(words) ? words : null;
        return (isKnown || value is not null ? description[..match.Index] : description, value);
    }

    [GeneratedRegex(@" \[default: (.*)\]$")]
    private static partial Regex Spoken();
}
