using System.Collections.Immutable;
using System.Globalization;

namespace Basin.Experiments.Figures;

/// <summary>Where an axis gets its numbers, and how they are written.</summary>
public static class Ticks
{
    /// <summary>Round numbers from <paramref name="minimum"/> to <paramref name="maximum"/>, 1, 2 or 5 times a power of ten apart.</summary>
    /// <param name="minimum">Finite.</param>
    /// <param name="maximum">Above <paramref name="minimum"/>.</param>
    /// <param name="wanted">About how many.</param>
    /// <param name="isWhole">Whether the steps must be whole.</param>
    public static ImmutableArray<double> Linear(double minimum, double maximum, int wanted, bool isWhole = false)
    {
        var rough = (maximum - minimum) / Math.Max(1, wanted);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (rough / power) switch { <= 1.4 => 1, <= 3 => 2, <= 6 => 5, _ => 10 } * power;
        if (isWhole) step = Math.Max(1, Math.Round(step));
        var first = (long)Math.Ceiling((minimum / step) - 1e-9);
        var last = (long)Math.Floor((maximum / step) + 1e-9);

        // Multiples of the step, not sums of it: 0.1 + 0.2 is not 0.3. A division by the inverse keeps 0.3 exact.
        var inverse = Math.Round(1 / step);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => step < 1 ? (first + i) / inverse : (first + i) * step)];
    }

    /// <summary>Powers of ten, with 2 and 5 times them where there are few; thinned where there are many. Round numbers where a range holds less than two of these.</summary>
    /// <param name="minimum">Above 0.</param>
    /// <param name="maximum">Above <paramref name="minimum"/>.</param>
    /// <param name="wanted">About how many.</param>
    public static ImmutableArray<double> Log(double minimum, double maximum, int wanted)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(minimum) + 1e-9), (int)Math.Ceiling(Math.Log10(maximum) - 1e-9));
        var decades = last - first;
        var every = Math.Max(1, (int)Math.Ceiling(decades / (double)Math.Max(1, wanted)));
        var span = Math.Log10(maximum / minimum) - 1e-9;
        double[] factors = span <= 1 ? [1, 2, 3, 5] : span <= wanted / 2.0 ? [1, 2, 5] : [1];
        var ticks =
            from power in Enumerable.Range(first, decades + 1)
            where (power - first) % every == 0
            from factor in factors
            let tick = factor * Math.Pow(10, power)
            where tick >= minimum * (1 - 1e-9) && tick <= maximum * (1 + 1e-9)
            select tick;
        var found = ticks.ToImmutableArray();
        return found.Length >= 2 ? found : Linear(minimum, maximum, wanted);
    }

    /// <summary>Zero, and powers of ten of both signs beyond the part that is near-linear; round numbers where that part is all there is.</summary>
    /// <param name="minimum">Finite.</param>
    /// <param name="maximum">Above <paramref name="minimum"/>.</param>
    /// <param name="linear">The size up to which the axis is near-linear; above 0.</param>
    /// <param name="wanted">About how many.</param>
    public static ImmutableArray<double> Symlog(double minimum, double maximum, double linear, int wanted)
    {
        // Powers within the near-linear part would crowd zero.
        var first = (int)Math.Ceiling(Math.Log10(3 * linear));
        var last = (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(minimum), Math.Abs(maximum))) + 1e-9);
        var sides = minimum < 0 && maximum > 0 ? 2 : 1;
        var every = Math.Max(1, (int)Math.Ceiling(sides * (last - first + 1) / (double)Math.Max(1, wanted)));

        // Counted from the outermost, which readers look for first.
        var powers = Enumerable.Range(0, Math.Max(0, last - first + 1)).Where(i => i % every == 0).Select(i => Math.Pow(10, last - i)).ToArray();
        double[] ticks = [.. powers.Select(power => -power), 0, .. powers.Reverse()];
        var found = ticks.Where(tick => tick >= minimum && tick <= maximum).ToImmutableArray();
        return found.Length >= 3 ? found : Linear(minimum, maximum, wanted);
    }

    /// <summary>A number as a reader likes it: 1,500 · 0.25 · 3×10⁻⁵.</summary>
    public static string Text(double value)
    {
        var size = Math.Abs(value);
        if (size == 0) return "0";
        if (size is >= 1e-3 and < 1e6)
            return value.ToString(size >= 1000 ? "#,0.######" : "0.######", CultureInfo.InvariantCulture).Replace('-', '−');
        var exponent = (int)Math.Floor(Math.Log10(size) + 1e-12);
        var mantissa = value / Math.Pow(10, exponent);
        var power = "10" + Superscript(exponent);
        return Math.Abs(mantissa - 1) < 1e-9 ? power : $"{mantissa.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−')}×{power}";
    }

    private static string Superscript(int value) =>
        string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
