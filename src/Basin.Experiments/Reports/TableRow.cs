namespace Basin.Experiments.Reports;

/// <summary>A row of the table of an inspection.</summary>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Value">The number with its error.</param>
/// <param name="Note">What it cost, or what to read it against; may be empty.</param>
internal readonly record struct TableRow(string Group, string Quantity, string Value, string Note = "");
