using System.Collections.Immutable;

namespace Basin.Analysis.Estimators;

/// <summary>The distribution of the eigenvalues of an operator: some known exactly, the rest from several random starts whose spread is the error bar.</summary>
/// <param name="Dimension">n, the number of eigenvalues.</param>
/// <param name="Probes">One quadrature a start, of the eigenvalues that are not known; none when all are.</param>
/// <param name="Products">Operator products spent on all of them.</param>
public sealed record SpectralDensity(int Dimension, ImmutableArray<Quadrature> Probes, int Products)
{
    /// <summary>The eigenvalues taken exactly, in any order.</summary>
    public ImmutableArray<double> Known { get; init; } = [];

    /// <summary>The smallest and the largest node of all; the spectrum reaches at least as far.</summary>
    public (double Smallest, double Largest) Range => (
        Math.Min(Known.DefaultIfEmpty(double.PositiveInfinity).Min(), Probes.Select(probe => probe.Nodes[0]).DefaultIfEmpty(double.PositiveInfinity).Min()),
        Math.Max(Known.DefaultIfEmpty(double.NegativeInfinity).Max(), Probes.Select(probe => probe.Nodes[^1]).DefaultIfEmpty(double.NegativeInfinity).Max()));

    /// <summary>tr f(A) = Σᵢ f(λᵢ): the trace with f(x) = x, the squared Frobenius norm with x²; see <see cref="SpectralFunction"/> for more.</summary>
    /// <param name="f">Smooth on the spectrum, or the quadrature converges slowly; outside its domain it returns the infinity it tends to.</param>
    /// <returns>
    /// Infinite, without error, when an eigenvalue or a node is outside the domain of <paramref name="f"/>: nodes lie within the
    /// spectrum, so that it reaches at least as far. NaN from <paramref name="f"/> counts as +∞.
    /// </returns>
    public Estimate Trace(Func<double, double> f)
    {
        var known = 0.0;
        foreach (var value in Known) known += f(value);
        var moments = new PairedMoments();
        foreach (var probe in Probes) moments.Add(probe.Integrate(f), 0);
        var rest = Dimension - Known.Length;
        var sum = known + (Probes.IsEmpty ? 0 : rest * moments.MeanX);
        if (double.IsFinite(sum)) return new Estimate(sum, Probes.IsEmpty ? 0 : rest * moments.ErrorX, Products);
        return new Estimate(known + Probes.Sum(probe => probe.Integrate(f)) is double.NegativeInfinity ? double.NegativeInfinity : double.PositiveInfinity, 0, Products);
    }

    /// <summary>The density at one point, smoothed by a Gaussian; over all points it integrates to 1.</summary>
    /// <param name="x">Where, in units of the eigenvalues.</param>
    /// <param name="width">The standard deviation of the Gaussian, in units of the eigenvalues; finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not finite or not above 0.</exception>
    public Estimate At(double x, double width)
    {
        if (!(width > 0) || !double.IsFinite(width)) throw new ArgumentOutOfRangeException(nameof(width), width, "The width must be finite and above 0.");
        var scale = 1 / (width * Math.Sqrt(2 * Math.PI));
        return Mean(node => scale * Math.Exp(-0.5 * ((node - x) / width) * ((node - x) / width)));
    }

    /// <summary>The smoothed density with its error on an even grid that covers the spectrum and three widths beyond.</summary>
    /// <param name="points">Points of the grid, at least 2.</param>
    /// <param name="width">The standard deviation of the Gaussian, in units of the eigenvalues; finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public DensityBand Band(int points, double width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var (smallest, largest) = Range;
        var (start, step) = (smallest - (3 * width), (largest - smallest + (6 * width)) / (points - 1));
        ImmutableArray<double> grid = [.. Enumerable.Range(0, points).Select(i => start + (i * step))];
        ImmutableArray<Estimate> density = [.. grid.Select(x => At(x, width))];
        return new DensityBand(grid, [.. density.Select(estimate => estimate.Value)], [.. density.Select(estimate => estimate.StandardError)], width);
    }

    /// <summary>The part of the eigenvalues at or below a point.</summary>
    /// <param name="x">Where, in units of the eigenvalues.</param>
    public Estimate Below(double x) => Mean(node => node <= x ? 1 : 0);

    private Estimate Mean(Func<double, double> f)
    {
        var sum = Trace(f);
        return sum with { Value = sum.Value / Dimension, StandardError = sum.StandardError / Dimension };
    }
}
