namespace Basin.Models.Data;

/// <summary>Which arrays of an archive are inputs and targets.</summary>
internal static class NpzNames
{
    /// <summary>The name in the file that is <paramref name="wanted"/> in upper or lower case.</summary>
    public static string Find(NpzFile file, string wanted)
    {
        var found = file.Names.Where(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 1) return found[0];
        var names = file.Names.Count == 0 ? "no arrays" : $"the arrays {string.Join(", ", file.Names.Take(20).Select(name => Printable.Text(name)))}";
        throw BadInputException.At(file.Path, names, $"one called '{wanted}'", "Save with numpy.savez(path, x=inputs, y=targets), or with x_train, y_train, x_test, y_test.");
    }

    public static bool Has(NpzFile file, string wanted) => file.Names.Contains(wanted, StringComparer.OrdinalIgnoreCase);
}
