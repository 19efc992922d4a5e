using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Stability;

/// <summary>Takes from an objective what the stability analysis needs of its examples.</summary>
internal static class CurvatureMeasurement
{
    private const int NumbersAtOnce = 1 << 22;

    /// <summary>Every example's curvature: from its rows where parameters are few, else from their Gram matrix.</summary>
    public static SampleCurvature Exact<T>(Objective<T> objective, StabilityOptions options, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, k, p) = (objective.Examples, objective.Outputs, objective.ParameterCount);

        // Float32 leaves noise of its own rounding in every direction, which is no curvature.
        var rounding = typeof(T) == typeof(float) ? 1e-7 : 1e-14;
        if (p > n * k)
        {
            var gram = new T[n * k * n * k];
            objective.CurvatureGram(gram, cancellationToken);
            return SampleCurvature.FromGram(Widen<T>(gram, new double[gram.Length]), n, k, rounding);
        }

        var rows = new double[n * k * p];
        var step = Math.Clamp(NumbersAtOnce / (k * p), 1, n);
        var window = new T[step * k * p];
        for (var first = 0; first < n; first += step)
        {
            var count = Math.Min(step, n - first);
            var part = window.AsSpan(0, count * k * p);
            objective.CurvatureRows(first, count, part, cancellationToken);
            Widen<T>(part, rows.AsSpan(first * k * p, part.Length));
        }

        return SampleCurvature.FromRows(rows, n, k, options.Workers, rounding);
    }

    /// <summary>The numbers behind the bounds: exact over the objective's examples but for ‖G‖_F.</summary>
    public static CurvatureMoments Moments<T>(Objective<T> objective, StabilityOptions options, MeasuredCurvature<T> measured, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var found = measured.GaussNewton is { Top.Length: > 0 } known ? known
            : Lanczos.Solve(new GaussNewton<T>(objective), new LanczosOptions { Top = 1 }, options.Seed.Stream("stability/top"), workers: options.Workers, cancellationToken: cancellationToken);
        var largest = new Estimate(found.Top[0].Value, found.Top[0].Residual, found.Products);
        var moments = new CurvatureMoments { Largest = largest, FrobeniusNorm = measured.FrobeniusNorm, Alignment = measured.Alignment };
        if (objective.MixesExamples) return moments;

        // Any unit vector gives a bound: that of an eigenvector found roughly is no less true.
        var (n, k) = (objective.Examples, objective.Outputs);
        var (forms, blocks) = (new double[n], new T[n * k * k]);
        objective.CurvatureForms(found.TopVectors[0], forms, cancellationToken);
        objective.CurvatureBlocks(blocks, cancellationToken);
        var (eigen, block) = (new SymmetricEigen(k), new double[k * k]);
        double[] traces = new double[n], squares = new double[n], spread = [.. forms.Select(form => Math.Pow(form - largest.Value, 2))];
        var sharpest = 0.0;
        for (var i = 0; i < n; i++)
        {
            Widen<T>(blocks.AsSpan(i * k * k, k * k), block);
            for (var a = 0; a < k; a++) traces[i] += block[(a * k) + a];
            squares[i] = block.Sum(x => x * x);
            eigen.DecomposeLast(block, k, k);
            sharpest = Math.Max(sharpest, eigen.Values[^1]);
        }

        var available = options.ExamplesAvailable ?? n;
        return moments with
        {
            TopSpread = Mean(spread, available),
            Trace = Mean(traces, available),
            ExampleSquares = Mean(squares, available),

            // The sharpest of a part says nothing of the sharpest of all.
            LargestExample = available > n ? null : sharpest,
        };
    }

    // A mean over n drawn without replacement from N varies by (1 − n/N) of the variance of one over n.
    private static Estimate Mean(double[] values, int available)
    {
        var (n, mean) = (values.Length, values.Average());
        if (n < 2 || available <= n) return new Estimate(mean, 0, 0);
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (n - 1);
        return new Estimate(mean, Math.Sqrt(variance / n * (1 - ((double)n / available))), 0);
    }

    private static Span<double> Widen<T>(ReadOnlySpan<T> from, Span<double> to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < from.Length; i++) to[i] = double.CreateTruncating(from[i]);
        return to;
    }
}
