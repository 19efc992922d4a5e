namespace Basin.Experiments.Exports;

/// <summary>Series side by side: all that was measured at one step.</summary>
internal static class StepRows
{
    /// <summary>The steps in order, each with the value of every series there; null where it has none.</summary>
    public static IEnumerable<(long Step, double?[] Values)> Of(IReadOnlyList<Series> series)
    {
        var next = new int[series.Count];
        while (true)
        {
            var step = long.MaxValue;
            for (var i = 0; i < next.Length; i++)
            {
                if (next[i] < series[i].Steps.Length) step = Math.Min(step, series[i].Steps[next[i]]);
            }

            if (step == long.MaxValue) yield break;
            var values = new double?[next.Length];
            for (var i = 0; i < next.Length; i++)
            {
                if (next[i] < series[i].Steps.Length && series[i].Steps[next[i]] == step) values[i] = series[i].Values[next[i]++];
            }

            yield return (step, values);
        }
    }
}
