using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>Turns what the user named into the files to read.</summary>
internal static class SourceFinder
{
    public static DataSource Find(DataSetOptions options)
    {
        var named = NamedSet.Find(options.Path);
        if (named is { IsEmbedded: true })
            return new DataSource(named.Name, new DataPart(DataFormat.Embedded, [named.Name]), null, options with { Path = named.Name });
        var path = Path.Exists(options.Path) ? options.Path : named is not null ? DataCatalog.Locate(named, options.Folders) : DataCatalog.Locate(options.Path, options.Folders);
        if (path is null) throw DataCatalog.Missing(options.Path, options.Folders);
        var complete = named is not null && !Path.Exists(options.Path) ? named.Complete(options, path) : options with { Path = path };
        var (train, test) = Directory.Exists(path) ? FolderParts.Find(path) : (FilePart(path, complete.TargetPath, complete.Format, options.Folders), null);
        if (complete.TestPath is { } testPath) test = FilePart(Existing(testPath, options.Folders), complete.TestTargetPath, complete.Format != DataFormat.Auto ? complete.Format : SameLayout(train.Format, testPath), options.Folders);
        else if (train.Format == DataFormat.Npz && test is null) (train, test) = InsideArchive(train);
        OptionFit.Require(complete, train, test);
        return new DataSource(named?.Name ?? ShortName(path), train, test, complete);
    }

    private static DataPart FilePart(string path, string? targetPath, DataFormat format, ImmutableArray<string> folders)
    {
        if (format == DataFormat.Auto) format = FormatGuess.Of(path);
        var targets = targetPath is null ? null : Existing(targetPath, folders);
        return format switch
        {
            DataFormat.Idx => new DataPart(format, [path], targets ?? LabelsOf(path)),
            DataFormat.Npy => new DataPart(format, [path], targets ?? throw BadInputException.At(path, "one array", "a second file with the targets", "Give the file with the targets too, or save both with numpy.savez(path, x=inputs, y=targets).")),
            DataFormat.Embedded => throw new BadInputException($"'{path}' is a file, but the format says it is made by code. Leave the format out."),
            DataFormat.Csv => new DataPart(format, [path], targets),
            _ when targets is not null => throw BadInputException.At(targets, $"a file of targets beside {Path.GetFileName(path)}", $"none: {format} files hold their own", "Leave the file of targets out."),
            _ => new DataPart(format, [path]),
        };
    }

    // CIFAR-10 and CIFAR-100 cannot be mixed, and a short test file may fit both by its length.
    private static DataFormat SameLayout(DataFormat train, string testPath) =>
        train is DataFormat.Cifar10 or DataFormat.Cifar100 && testPath.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) ? train : DataFormat.Auto;

    private static string LabelsOf(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var name = Path.GetFileName(path);
        if (!name.Contains("images", StringComparison.Ordinal))
            throw BadInputException.At(path, "an IDX file that is not named '…images…'", "the file of images, and the file of labels", "Name the images here and give the labels as the file of targets.");
        var labels = Path.Combine(folder, name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal));
        var other = labels.EndsWith(".gz", StringComparison.Ordinal) ? labels[..^3] : labels + ".gz";
        return File.Exists(labels) ? labels
            : File.Exists(other) ? other
            : throw BadInputException.At(labels, "there is no such file", $"the labels of {name}", "Put it there, or give the file of targets.");
    }

    private static (DataPart Train, DataPart? Test) InsideArchive(DataPart part)
    {
        using var file = NpzFile.Open(part.Files[0]);
        if (NpzNames.Has(file, "x") || !NpzNames.Has(file, "x_train")) return (part, NpzNames.Has(file, "x_test") ? part with { Suffix = "_test" } : null);
        return (part with { Suffix = "_train" }, NpzNames.Has(file, "x_test") ? part with { Suffix = "_test" } : null);
    }

    private static string Existing(string path, ImmutableArray<string> folders) => DataCatalog.Locate(path, folders) ?? throw DataCatalog.Missing(path, folders);

    private static string ShortName(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        foreach (var ending in (string[])[".gz", ".csv", ".tsv", ".txt", ".npz", ".npy", ".bin"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        }

        return name;
    }
}
