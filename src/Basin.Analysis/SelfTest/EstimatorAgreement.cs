using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Analysis.SelfTest;

/// <summary>An estimate beside the truth.</summary>
/// <param name="Quantity">What was estimated, and how.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Truth">From the whole matrix.</param>
public sealed record EstimatorAgreement(string Quantity, Estimate Estimate, double Truth)
{
    /// <summary>Products of an estimate by signs: enough for its error to be nearly normal on networks this small.</summary>
    public const int Probes = 100;

    private const int Starts = 40;
    private const int Steps = 20;
    private const int KnownPairs = 5;
    private const int Elements = 5;

    /// <summary>The error, in the standard errors that the estimate gives itself.</summary>
    public double Errors => (Estimate.Value - Truth) / Estimate.StandardError;

    /// <summary>Asks every estimator once.</summary>
    /// <param name="a">Shape (n, n), too small to need them.</param>
    /// <param name="dense">Its spectrum.</param>
    /// <param name="seed">Where the probes come from.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public static ImmutableArray<EstimatorAgreement> Of<T>(SymmetricOperator<T> a, DenseSpectrum<T> dense, Seed seed, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var options = new ProbeOptions { MinProbes = Probes, MaxProbes = Probes, RelativeTolerance = 0, ExactDimension = 0 };
        var known = Lanczos.Solve(a, new LanczosOptions { Top = KnownPairs, Bottom = KnownPairs, Tolerance = 1e-6 }, seed.Stream("lanczos-start"), cancellationToken: cancellationToken);
        var largest = dense.Eigenvalues[^1];
        var smallest = dense.Eigenvalues[0];
        Func<double, double>[] functions = [SpectralFunction.LogOnePlus(-0.5 / largest), SpectralFunction.Inverse(largest - smallest)];
        var (width, middle) = (0.1 * (largest - smallest), 0.0);
        var plain = Hutchinson.TraceAndFrobenius(a, options, Stream("plain"), cancellationToken: cancellationToken);
        var deflated = Hutchinson.TraceAndFrobenius(a, options, Stream("deflated"), known, cancellationToken: cancellationToken);
        var sketched = HutchPlusPlus.TraceAndFrobenius(a, options, Stream("hutch++"), cancellationToken: cancellationToken);
        var exchanged = XTrace.Trace(a, options, Stream("xtrace"), cancellationToken: cancellationToken);
        var diagonal = Diagonal.Of(a, options, Stream("diagonal"), known, cancellationToken: cancellationToken);
        var density = StochasticLanczosQuadrature.Measure(a, new QuadratureOptions { Probes = Starts, Steps = Steps }, Stream("quadrature"), known, cancellationToken: cancellationToken);
        return
        [
            new("trace by signs", plain.Trace, dense.Trace.Value),
            new("Frobenius norm by signs", plain.FrobeniusNorm, dense.FrobeniusNorm.Value),
            new("trace by signs, outliers known", deflated.Trace, dense.Trace.Value),
            new("Frobenius norm by signs, outliers known", deflated.FrobeniusNorm, dense.FrobeniusNorm.Value),
            new("trace by Hutch++", sketched.Trace, dense.Trace.Value),
            new("trace by XTrace", exchanged, dense.Trace.Value),
            .. Enumerable.Range(0, Elements).Select(i => i * (a.Dimension / Elements)).Select(i =>
                new EstimatorAgreement("elements of the diagonal", new Estimate(diagonal.Values[i], diagonal.StandardErrors[i], diagonal.Products), dense.Diagonal[i])),
            new("tr log(I − H/(2λ_max))", density.Trace(functions[0]), dense.Density.Trace(functions[0]).Value),
            new("tr (H + (λ_max − λ_min)I)⁻¹", density.Trace(functions[1]), dense.Density.Trace(functions[1]).Value),
            new("density at 0", density.At(middle, width), dense.Density.At(middle, width).Value),
        ];

        RandomSource Stream(string name) => seed.Stream($"probes/{name}");
    }
}
