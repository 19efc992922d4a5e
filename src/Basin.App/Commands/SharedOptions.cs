using System.CommandLine;
using Basin.Models.Data;
using Basin.Models.Losses;

namespace Basin.App.Commands;

/// <summary>Options that more than one verb has, made anew for each.</summary>
internal static class SharedOptions
{
    public static Option<string?> Data(string byDefault) => new("--data") { Description = $"A file, a folder, or a name from 'basin data list' [default: {byDefault}]", HelpName = "path|name" };

    public static Option<string?> LabelColumn() => new("--label-column") { Description = "CSV: the column of the labels, by name or by number from 0 [default: the last]", HelpName = "name|n" };

    public static Option<StandardizationKind?> Standardize() => OptionValue.Choice<StandardizationKind>("--standardize", "How inputs are shifted and scaled, by statistics of the training examples [default: as the data suggest]");

    public static Option<LossKind?> Loss() => OptionValue.Choice<LossKind>("--loss", "A mean over examples [default: cross-entropy for classes, squared-error for values]");

    public static Option<double?> LearningRate() => OptionValue.Number<double>("--lr", "η", "Learning rate", "a finite number above 0, such as 0.1", x => double.IsFinite(x) && x > 0);

    public static Option<int?> Batch() => OptionValue.Number<int>("--batch", "n", "Examples a step", "a whole number, 1 or above", n => n >= 1);

    public static Option<double?> Momentum() => OptionValue.Number<double>("--momentum", "β", "Momentum", "a number from 0 up to but not including 1", x => x is >= 0 and < 1);

    public static Option<bool> Force() => new("--force") { Description = "Replace what is there" };
}
