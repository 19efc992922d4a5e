using System.Text;

namespace Basin.Models.Data;

/// <summary>Shows what a file holds inside a message: short, and without control characters.</summary>
internal static class Printable
{
    private const int MaximumLength = 40;

    public static string Text(ReadOnlySpan<char> found, int maximumLength = MaximumLength)
    {
        var shown = new StringBuilder();
        foreach (var c in found[..Math.Min(found.Length, maximumLength)]) shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);
        if (found.Length > maximumLength) shown.Append('…');
        return shown.ToString();
    }

    public static string Text(ReadOnlySpan<byte> found) =>
        Text(Encoding.UTF8.GetString(found[..Math.Min(found.Length, 4 * MaximumLength)]).AsSpan());
}
