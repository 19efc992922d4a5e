namespace Basin.Models.Data;

/// <summary>Refuses settings that would have no effect on the files that were found: whoever gave them meant something else.</summary>
internal static class OptionFit
{
    public static void Require(DataSetOptions options, DataPart train, DataPart? test)
    {
        var where = options.Path;
        if ((options.LabelColumn is not null || options.Header is not null || options.Delimiter is not null) && train.Format != DataFormat.Csv)
            throw BadInputException.At(where, $"settings for text tables (label column, header, delimiter) with {train.Format} data", "a CSV file for them", "Leave them out.");
        if (options.LabelColumn is not null && train.TargetFile is not null)
            throw BadInputException.At(where, $"a label column '{options.LabelColumn}' and a file of targets", "one of the two", "Leave one of them out.");
        if (options.CoarseLabels && train.Format != DataFormat.Cifar100)
            throw BadInputException.At(where, $"coarse labels with {train.Format} data", "the CIFAR-100 layout, which alone has them", "Leave that setting out.");
        if (options.ChannelsFirst && train.Format is not (DataFormat.Npy or DataFormat.Npz))
            throw BadInputException.At(where, $"channels first with {train.Format} data", ".npy or .npz arrays; other formats say themselves where channels are", "Leave that setting out.");
        if (options.TestFraction is { } fraction && test is not null)
            throw BadInputException.At(where, $"a test fraction of {fraction} with data that have a test part ({string.Join(", ", test.Files.Select(Path.GetFileName))})", "one of the two", "Leave the fraction out, or name the training file alone.");
    }
}
