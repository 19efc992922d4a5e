namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Spearman's rank correlation: the correlation of ranks, ties sharing their mean rank.</summary>
internal static class RankCorrelation
{
    public static double Of(double[] x, double[] y)
    {
        var (a, b) = (Ranks(x), Ranks(y));
        var middle = (x.Length - 1) / 2.0;
        double Product(double[] one, double[] other) => one.Zip(other, (p, q) => (p - middle) * (q - middle)).Sum();
        return Product(a, b) / Math.Sqrt(Product(a, a) * Product(b, b));
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]]) end++;
            for (var i = start; i < end; i++) ranks[order[i]] = (start + end - 1) / 2.0;
            start = end;
        }

        return ranks;
    }
}
