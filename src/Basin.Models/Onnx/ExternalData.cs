using System.Globalization;
using Basin.Models.Data;
using Basin.Models.Onnx.Proto;

namespace Basin.Models.Onnx;

/// <summary>Arrays that a model keeps in files beside itself. Only files below the model's own folder are read.</summary>
internal sealed class ExternalData(string path, string? folder)
{
    private readonly Dictionary<string, long> _read = [];

    /// <summary>The bytes of an array.</summary>
    /// <param name="proto">Says which file and which part of it.</param>
    /// <param name="length">How many bytes its shape has.</param>
    /// <param name="where">What errors call it.</param>
    public ReadOnlyMemory<byte> Read(TensorProto proto, long length, string where)
    {
        var file = Locate(Entry(proto, "location") ?? "", where);
        var offset = Number(proto, "offset", 0, where);
        var declared = Number(proto, "length", length, where);
        if (declared != length)
            throw BadInputException.At(where, $"{declared:N0} bytes in '{Printable.Text(file)}'", $"{length:N0}, as its shape says", "The file is damaged: export it again.");
        using var stream = ByteSource.OpenFile(file);
        if (offset > stream.Length - length)
            throw BadInputException.At(where, $"'{file}' has {stream.Length:N0} bytes", $"{length:N0} from {offset:N0} on", "It is cut off, or of another model: export both again.");
        if (length > Array.MaxLength) throw BadInputException.At(where, $"{length:N0} bytes", "at most 2 GiB an array", "Use float16 or float32 weights.");
        RequireNoOverlap(file, length, stream.Length, where);
        var bytes = new byte[(int)length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    // Many arrays that claim the same bytes would take more memory than any file has.
    private void RequireNoOverlap(string file, long length, long available, string where)
    {
        _read[file] = _read.GetValueOrDefault(file) + length;
        if (_read[file] > 2 * available)
            throw BadInputException.At(where, $"arrays of {_read[file]:N0} bytes in '{file}'", $"no more than it has, {available:N0}", "The model is damaged: export it again.");
    }

    private string Locate(string location, string where)
    {
        var shown = Printable.Text(location, 120);
        if (folder is null || location.Length == 0 || location.Contains('\0', StringComparison.Ordinal))
            throw Refused(where, shown);
        var parts = location.Split('/', '\\');
        if (Path.IsPathRooted(location) || location.Contains(':', StringComparison.Ordinal) || parts.Contains(".."))
            throw Refused(where, shown);
        var found = folder;
        foreach (var part in parts)
        {
            found = Path.Combine(found, part);
            if (new FileInfo(found).LinkTarget is not null)
                throw BadInputException.At(where, $"its numbers are in '{shown}', reached through a symbolic link", "a file in the model's own folder", $"Copy the file beside '{path}'.");
        }

        return found;
    }

    private BadInputException Refused(string where, string shown) =>
        BadInputException.At(where, $"its numbers are in '{shown}'", "a file in the model's own folder, by a relative path without '..'", $"Export it again, with the weights beside '{path}'.");

    private static string? Entry(TensorProto proto, string key) => proto.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

    private static long Number(TensorProto proto, string key, long otherwise, string where)
    {
        if (Entry(proto, key) is not { } text) return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        throw BadInputException.At(where, $"{key} '{Printable.Text(text)}'", "a whole number of bytes", "The file is damaged: export it again.");
    }
}
