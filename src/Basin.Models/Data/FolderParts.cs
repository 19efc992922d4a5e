namespace Basin.Models.Data;

/// <summary>Finds the training and test files in a folder laid out as the makers of MNIST and CIFAR do, or holding train and test files.</summary>
internal static class FolderParts
{
    public static (DataPart Train, DataPart? Test) Find(string folder)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        return Idx(folder, files) ?? Cifar(folder, files) ?? TrainAndTest(folder, files) ?? throw BadInputException.At(
            folder,
            files.Length == 0 ? "a folder without files" : $"a folder with {string.Join(", ", files.Take(8).Select(Path.GetFileName))}{(files.Length > 8 ? ", …" : "")}",
            "the four MNIST files, CIFAR batches (data_batch_*.bin, test_batch.bin), or train and test files",
            "Name a file inside it.");
    }

    private static (DataPart, DataPart?)? Idx(string folder, string[] files)
    {
        var idx = files.Where(file => Has(file, "idx") || Has(file, "ubyte")).ToArray();
        if (idx.Length == 0) return null;
        var (train, test) = (idx.Where(file => !IsTest(file)).ToArray(), idx.Where(IsTest).ToArray());
        var trainPart = new DataPart(DataFormat.Idx, [Only(folder, train, "images", "train-images-idx3-ubyte")], Only(folder, train, "labels", "train-labels-idx1-ubyte"));
        if (test.Length == 0) return (trainPart, null);
        return (trainPart, new DataPart(DataFormat.Idx, [Only(folder, test, "images", "t10k-images-idx3-ubyte")], Only(folder, test, "labels", "t10k-labels-idx1-ubyte")));
    }

    private static string Only(string folder, string[] files, string what, string wanted)
    {
        var found = files.Where(file => Has(file, what)).ToArray();
        if (found.Length == 1) return found[0];
        // A packed and an unpacked copy side by side hold the same; the unpacked one is faster.
        if (found.Length == 2 && found[0] + ".gz" == found[1]) return found[0];
        throw BadInputException.At(folder, found.Length == 0 ? $"no file like {wanted}" : $"{string.Join(" and ", found.Select(Path.GetFileName))}", $"one file {wanted} or {wanted}.gz", "Complete the folder, or name the file of images itself.");
    }

    private static (DataPart, DataPart?)? Cifar(string folder, string[] files)
    {
        var bins = files.Where(file => file.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (bins.Length == 0) return null;
        var batches = bins.Where(file => Path.GetFileName(file).StartsWith("data_batch_", StringComparison.Ordinal)).ToArray();
        var train = batches.Length > 0 ? batches : bins.Where(file => Has(file, "train")).ToArray();
        var test = bins.Where(file => batches.Length > 0 ? Path.GetFileName(file).StartsWith("test_batch", StringComparison.Ordinal) : Has(file, "test")).ToArray();
        if (train.Length == 0 || test.Length > 1 || (batches.Length == 0 && train.Length > 1))
            throw BadInputException.At(folder, string.Join(", ", bins.Select(Path.GetFileName)), "data_batch_1.bin to data_batch_5.bin and test_batch.bin, or one train and one test file", "Name the files themselves.");
        var format = FormatGuess.Of(train[0]);
        return (new DataPart(format, [.. train]), test.Length == 0 ? null : new DataPart(format, [.. test]));
    }

    private static (DataPart, DataPart?)? TrainAndTest(string folder, string[] files)
    {
        var train = files.Where(file => Stem(file) == "train").ToArray();
        if (train.Length != 1) return null;
        var ending = Path.GetFileName(train[0])["train".Length..];
        var test = Path.Combine(folder, "test" + ending);
        var format = FormatGuess.Of(train[0]);
        if (format is not (DataFormat.Csv or DataFormat.Npz)) return null;
        return (new DataPart(format, [train[0]]), File.Exists(test) ? new DataPart(format, [test]) : null);
    }

    private static string Stem(string file) => Path.GetFileName(file).Split('.')[0];

    private static bool IsTest(string file) => Has(file, "t10k") || Has(file, "test");

    private static bool Has(string file, string part) => Path.GetFileName(file).Contains(part, StringComparison.OrdinalIgnoreCase);
}
