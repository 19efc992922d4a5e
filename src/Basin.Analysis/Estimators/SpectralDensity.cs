using System.Collections.Immutable;

namespace Basin.Analysis.Estimators;

/// <summary>The distribution of the eigenvalues of an operator, from several random starts whose spread is the error bar.</summary>
/// <param name="Dimension">n, the number of eigenvalues.</param>
/// <param name="Probes">One quadrature a start.</param>
/// <param name="Products">Operator products spent on all of them.</param>
public sealed record SpectralDensity(int Dimension, ImmutableArray<Quadrature> Probes, int Products)
{
    /// <summary>The smallest and the largest node of all; the spectrum reaches at least as far.</summary>
    public (double Smallest, double Largest) Range => (Probes.Min(probe => probe.Nodes[0]), Probes.Max(probe => probe.Nodes[^1]));

    /// <summary>tr f(A) = Σᵢ f(λᵢ): the trace with f(x) = x, the squared Frobenius norm with x², a log-determinant with log x.</summary>
    /// <param name="f">Smooth and finite on the spectrum, or the quadrature converges slowly.</param>
    public Estimate Trace(Func<double, double> f)
    {
        var mean = Mean(f);
        return mean with { Value = mean.Value * Dimension, StandardError = mean.StandardError * Dimension };
    }

    /// <summary>The density at one point, smoothed by a Gaussian; over all points it integrates to 1.</summary>
    /// <param name="x">Where, in units of the eigenvalues.</param>
    /// <param name="width">The standard deviation of the Gaussian, in units of the eigenvalues; finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not finite or not above 0.</exception>
    public Estimate At(double x, double width)
    {
        if (!(width > 0) || !double.IsFinite(width)) throw new ArgumentOutOfRangeException(nameof(width), width, "The width must be finite and above 0.");
        var scale = 1 / (width * Math.Sqrt(2 * Math.PI));
        return Mean(node => scale * Math.Exp(-0.5 * Math.Pow((node - x) / width, 2)));
    }

    /// <summary>The part of the eigenvalues at or below a point.</summary>
    /// <param name="x">Where, in units of the eigenvalues.</param>
    public Estimate Below(double x) => Mean(node => node <= x ? 1 : 0);

    private Estimate Mean(Func<double, double> f)
    {
        var moments = new PairedMoments();
        foreach (var probe in Probes) moments.Add(probe.Integrate(f), 0);
        return new Estimate(moments.MeanX, moments.ErrorX, Products);
    }
}
