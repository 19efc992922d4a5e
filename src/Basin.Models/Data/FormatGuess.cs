namespace Basin.Models.Data;

/// <summary>Finds out the format of a file from its name, and else from its first bytes.</summary>
internal static class FormatGuess
{
    private const string Known = "IDX (…-ubyte), CIFAR (.bin), CSV (.csv, .tsv, .txt, .data), .npy or .npz; all but CIFAR and .npz may be gzip (.gz)";

    public static DataFormat Of(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        if (name.EndsWith(".gz", StringComparison.Ordinal)) name = name[..^3];
        return Path.GetExtension(name) switch
        {
            ".npy" => DataFormat.Npy,
            ".npz" => DataFormat.Npz,
            ".csv" or ".tsv" or ".tab" or ".txt" or ".data" => DataFormat.Csv,
            ".bin" => Cifar(path),
            ".safetensors" => throw BadInputException.At(path, "a file of weights", $"data: {Known}", "Name the data here; weights go with the model."),
            _ when name.Contains("ubyte", StringComparison.Ordinal) || name.Contains("idx", StringComparison.Ordinal) => DataFormat.Idx,
            _ => FromBytes(path),
        };
    }

    private static DataFormat Cifar(string path)
    {
        using var file = ByteSource.OpenFile(path);
        var (is10, is100) = (file.Length % CifarSets.Record10 == 0, file.Length % CifarSets.Record100 == 0);
        return (is10, is100) switch
        {
            (true, false) => DataFormat.Cifar10,
            (false, true) => DataFormat.Cifar100,
            (true, true) => throw BadInputException.At(path, $"{file.Length:N0} bytes, which fit records of {CifarSets.Record10} and of {CifarSets.Record100}", "one of the two", "State the format, cifar10 or cifar100."),
            _ => throw BadInputException.At(path, $"{file.Length:N0} bytes: {file.Length % CifarSets.Record10} over a multiple of {CifarSets.Record10} (CIFAR-10) and {file.Length % CifarSets.Record100} over one of {CifarSets.Record100} (CIFAR-100)", "whole records", "It is cut off, or no CIFAR file: download it again or state the format."),
        };
    }

    private static DataFormat FromBytes(string path)
    {
        using var source = ByteSource.Open(path);
        Span<byte> start = stackalloc byte[6];
        if (source.Limit >= start.Length) source.ReadExactly(start, "the first bytes");
        if (start.SequenceEqual(NpyHeader.Magic)) return DataFormat.Npy;
        if (start.StartsWith("PK\x03\x04"u8)) return DataFormat.Npz;
        if (start[0] == 0 && start[1] == 0 && start[2] is >= 8 and <= 14 && start[3] is >= 1 and <= 8) return DataFormat.Idx;
        throw BadInputException.At(path, $"an unknown kind of file (it begins with {Convert.ToHexString(start)})", Known, "Convert it, or state the format.");
    }
}
