namespace Basin.App.Dashboard.Launching;

/// <summary>An option of <c>train</c>, as a form shows it.</summary>
/// <param name="Name">As on the command line, such as <c>--lr</c>.</param>
/// <param name="Label">The name in words.</param>
/// <param name="Help">What it does.</param>
/// <param name="Kind"><c>choice</c>, <c>number</c>, <c>text</c> or <c>flag</c>.</param>
/// <param name="Choices">All values of a choice; of a text, some that it may have; null for none.</param>
/// <param name="Default">What it is when it is not given, with the default network; null where that depends on more.</param>
/// <param name="Defaults">The same by network, for those that depend on it; null for the others.</param>
/// <param name="Hint">The form of a value, such as <c>n|full</c>; null for choices and flags.</param>
/// <param name="Group">What it is about.</param>
internal sealed record OptionRow(
    string Name, string Label, string Help, string Kind, IReadOnlyList<string>? Choices, object? Default, IReadOnlyDictionary<string, object?>? Defaults, string? Hint, string Group);
