namespace Basin.Analysis.Tests.Regularization;

/// <summary>Every way to go through some parts.</summary>
internal static class Orders
{
    /// <summary>All orders of 0 … count − 1.</summary>
    public static IEnumerable<int[]> Shuffles(int count) => count == 0
        ? [[]]
        : Shuffles(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));

    /// <summary>All sequences of a length, each element free.</summary>
    public static IEnumerable<int[]> Sequences(int count, int length) => length == 0
        ? [[]]
        : Sequences(count, length - 1).SelectMany(head => Enumerable.Range(0, count).Select(next => (int[])[.. head, next]));

    /// <summary>Cut into batches.</summary>
    public static int[][] Batches(int[] order, int size) => [.. order.Chunk(size)];

    /// <summary>log₂ of how much each halving of the learning rate cuts an error: the order of the method.</summary>
    public static double[] Slopes(Func<double, double> error, double rate, int halvings)
    {
        var errors = Enumerable.Range(0, halvings + 1).Select(k => error(rate / Math.Pow(2, k))).ToArray();
        return [.. errors.Zip(errors.Skip(1), (a, b) => Math.Log2(a / b))];
    }
}
