using System.Collections.Immutable;

namespace Basin.Training.Distillation;

/// <summary>How unevenly a filter treats the eigenvectors of a kernel.</summary>
public static class Sparsity
{
    /// <summary>The sparsity index min over k of B[k + 1]/B[k]: 1 for a filter that treats two neighbours alike, large for one that drops all but a few.</summary>
    /// <param name="filter">In the order of ascending eigenvalues; at least two numbers, all above 0.</param>
    public static double Index(ReadOnlySpan<double> filter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Length, 2, nameof(filter));
        var index = double.PositiveInfinity;
        for (var k = 0; k + 1 < filter.Length; k++) index = Math.Min(index, filter[k + 1] / filter[k]);
        return index;
    }

    /// <summary>The filter of gradient descent stopped early, 1 − exp(−dt) for each eigenvalue d: it evens out as t grows.</summary>
    /// <param name="eigenvalues">d, ascending.</param>
    /// <param name="time">t, above 0, in 1/d.</param>
    public static ImmutableArray<double> EarlyStopping(ReadOnlySpan<double> eigenvalues, double time)
    {
        Require.Positive(time, nameof(time));
        var filter = ImmutableArray.CreateBuilder<double>(eigenvalues.Length);
        foreach (var d in eigenvalues) filter.Add(Fitted(d * time));
        return filter.ToImmutable();
    }

    // 1 − exp(−x), by 2·sinh(x/2)·exp(−x/2) where the difference would lose digits.
    private static double Fitted(double x) => x < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(-x / 2) : 1 - Math.Exp(-x);
}
