using Basin.Numerics.Random;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>The illustrative example: a sine seen with noise at the inner ends of equal intervals, fitted with least bending.</summary>
/// <remarks>At the ends 0 and 1 themselves every fit is 0: targets there could not be met, and the Gram matrix would be singular.</remarks>
internal sealed class SineExample
{
    private const int GridIntervals = 200;
    private readonly double _sigma;
    private readonly double[] _points;
    private readonly double[] _gram;
    private readonly double[] _onGrid;

    public SineExample(int intervals, double sigma, double tolerance)
    {
        (_sigma, Tolerance) = (sigma, tolerance);
        _points = [.. Enumerable.Range(1, intervals - 1).Select(k => (double)k / intervals)];
        Grid = [.. Enumerable.Range(0, GridIntervals + 1).Select(k => (double)k / GridIntervals)];
        var kernel = new BendingKernel();
        _gram = kernel.Matrix(_points, _points, 1);
        _onGrid = kernel.Matrix(Grid, _points, 1);
        Spectrum = new KernelSpectrum(_gram, _points.Length);
    }

    public double Tolerance { get; }

    public KernelSpectrum Spectrum { get; }

    public double[] Grid { get; }

    public IReadOnlyList<double> Points => _points;

    /// <summary>The function that noise hides.</summary>
    public static double Truth(double x) => Math.Sin(2 * Math.PI * x);

    public double[] Targets(Seed seed)
    {
        var noise = seed.Stream("target-noise");
        return [.. _points.Select(x => Truth(x) + (_sigma * noise.NextGaussian()))];
    }

    public double[] OnGrid(SelfDistillation distillation, int round) => distillation.Predict(round, _onGrid);

    /// <summary>The mean squared distance to the truth on the grid.</summary>
    public double Error(SelfDistillation distillation, int round) =>
        OnGrid(distillation, round).Zip(Grid, (f, x) => (f - Truth(x)) * (f - Truth(x))).Average();

    /// <summary>G(cI + G)⁻¹y by Gaussian elimination: the way of the definition, which knows nothing of eigenvalues.</summary>
    public double[] Regress(double[] targets, double multiplier)
    {
        var n = targets.Length;
        var rows = Enumerable.Range(0, n)
            .Select(i => Enumerable.Range(0, n).Select(j => (_gram[(i * n) + j] / n) + (i == j ? multiplier : 0)).Append(targets[i]).ToArray())
            .ToArray();
        for (var pivot = 0; pivot < n; pivot++)
        {
            for (var i = 0; i < n; i++)
            {
                if (i == pivot) continue;
                var factor = rows[i][pivot] / rows[pivot][pivot];
                for (var j = pivot; j <= n; j++) rows[i][j] -= factor * rows[pivot][j];
            }
        }

        // G(cI + G)⁻¹y = y − c(cI + G)⁻¹y.
        return [.. targets.Select((y, i) => y - (multiplier * rows[i][n] / rows[i][i]))];
    }
}
