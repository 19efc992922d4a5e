namespace Basin.Experiments.Papers.Smith2021;

/// <summary>The ways through an epoch.</summary>
internal static class Orders
{
    /// <summary>Every order of 0 … <paramref name="count"/> − 1.</summary>
    public static IEnumerable<int[]> Of(int count) => From([], [.. Enumerable.Range(0, count)]);

    /// <summary>Every sequence of <paramref name="count"/> draws with replacement.</summary>
    public static IEnumerable<int[]> WithReplacement(int count) =>
        Enumerable.Range(0, (int)Math.Pow(count, count)).Select(number => Enumerable.Range(0, count).Select(place => number / (int)Math.Pow(count, place) % count).ToArray());

    /// <summary>Every set of <paramref name="size"/> of 0 … <paramref name="count"/> − 1.</summary>
    public static IEnumerable<int[]> Subsets(int count, int size) =>
        size == 0 ? [[]] : Enumerable.Range(size - 1, count - size + 1).SelectMany(last => Subsets(last, size - 1).Select(rest => (int[])[.. rest, last]));

    private static IEnumerable<int[]> From(int[] before, int[] rest) =>
        rest.Length == 0 ? [before] : rest.SelectMany(next => From([.. before, next], [.. rest.Where(other => other != next)]));
}
