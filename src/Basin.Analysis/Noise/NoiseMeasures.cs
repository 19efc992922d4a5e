using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>Measures the gradient noise at a point: its size, spectrum and norms, its scale against the gradient, and its alignment with the curvature.</summary>
public static class NoiseMeasures
{
    /// <summary>Measures at the objective's point.</summary>
    /// <param name="objective">At its point; it is left as it was.</param>
    /// <param name="gradient">∇L there; p elements.</param>
    /// <param name="loss">L there.</param>
    /// <param name="options">What to spend.</param>
    /// <param name="known">What is known of the Gauss-Newton matrix there; null for nothing.</param>
    /// <param name="progress">Told after products.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <returns>
    /// Exact with standard error 0 where sizes allow (see <see cref="NoiseOptions"/>), else unbiased estimates. All null where batch norm mixes the examples.
    /// </returns>
    /// <remarks>
    /// Costs a gradient and a push for trace, norms and scale; a Gram matrix, or products, for the spectrum; and a push for each of some
    /// tens of examples drawn, beside what is not <paramref name="known"/> of G.
    /// </remarks>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    /// <exception cref="NotSupportedException">The objective gives different numbers from one evaluation to the next.</exception>
    public static GradientNoise Of<T>(
        Objective<T> objective,
        ReadOnlySpan<T> gradient,
        double loss,
        NoiseOptions options,
        KnownCurvature<T>? known = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        objective.RequireDeterministic();
        if (objective.MixesExamples) return new GradientNoise { Trace = null };
        var (n, population) = (objective.Examples, Math.Max(objective.Examples, options.Population ?? 0));
        var meter = new NoiseMeter(progress, options.MaxProducts + options.Probes + (2 * options.Draws) + 1);
        var noise = ExampleNoise.Of(objective, gradient, cancellationToken);
        var exact = (long)n * objective.Outputs <= options.ExactOutputs ? SampleSpace.Of(objective, cancellationToken) : null;
        var forms = new NoiseForms<T>(objective, gradient, noise, options, meter, cancellationToken);
        var spectrum = Spectrum(objective, exact, forms, options, meter, cancellationToken);
        var noiseCurvature = exact is null ? forms.WithCurvature(known?.Pairs, cancellationToken) : new Estimate(exact.NoiseCurvature, 0, 0);
        var (along, influence) = forms.AlongGradient(cancellationToken);
        var moments = exact is null ? known?.Moments ?? Moments(objective, known?.Pairs, options, meter, cancellationToken) : Exact(exact);
        return new GradientNoise
        {
            Trace = noise.TraceOf(population),
            TopEigenvalues = spectrum.Top,
            FrobeniusNorm = spectrum.FrobeniusNorm,
            Norms = GradientNorms.Of(noise.Squares),
            Scale = NoiseScale.Simple(noise, spectrum.FrobeniusNorm.Value, population),
            Directions = forms.Along(known?.Pairs, cancellationToken),
            CriticalBatch = NoiseScale.Critical(noise, noiseCurvature, along, influence, population),
            Alignment = Alignment(noise, spectrum.FrobeniusNorm, noiseCurvature, moments, loss, objective.ParameterCount),
        };
    }

    private static NoiseSpectrum Spectrum<T>(Objective<T> objective, SampleSpace? exact, NoiseForms<T> forms, NoiseOptions options, NoiseMeter meter, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = objective.Examples;
        if (exact is not null) return NoiseSpectrum.OfGram(exact.Gram, n, objective.ParameterCount, options, cancellationToken);
        if (n > options.GramExamples) return NoiseSpectrum.OfProducts(objective, forms, options, meter, cancellationToken);
        var gram = new T[n * n];
        objective.ExampleGram(gram, cancellationToken);
        return NoiseSpectrum.OfGram([.. gram.Select(double.CreateTruncating)], n, objective.ParameterCount, options, cancellationToken);
    }

    private static TraceEstimates Moments<T>(Objective<T> objective, LanczosResult<T>? pairs, NoiseOptions options, NoiseMeter meter, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var probes = new ProbeOptions { MaxProbes = options.Probes, RelativeTolerance = options.RelativeTolerance, ExactDimension = options.Probes, BlockSize = objective.Directions };
        var moments = Hutchinson.TraceAndFrobenius(
            new GaussNewton<T>(objective), probes, options.Seed.Stream("noise/curvature-probes"), pairs, options.Workers, meter, cancellationToken);
        if (moments.Stop == ProbeStop.NotFinite) throw new ArithmeticException(moments.Advice);
        meter.End(moments.Trace.Products);
        return moments;
    }

    private static TraceEstimates Exact(SampleSpace exact) => new()
    {
        Trace = new Estimate(exact.CurvatureTrace, 0, 0),
        FrobeniusNorm = new Estimate(exact.CurvatureNorm, 0, 0),
        Correlation = 0,
        Stop = ProbeStop.Exact,
    };

    // Independent relative errors add in squares; those of tr G and ‖G‖_F come from the same probes.
    private static NoiseAlignment? Alignment(ExampleNoise noise, Estimate noiseNorm, Estimate noiseCurvature, TraceEstimates curvature, double loss, int parameters)
    {
        var (trace, norm) = (curvature.Trace, curvature.FrobeniusNorm);
        var scale = 2 * loss * norm.Value;
        if (!(scale > 0) || !(noiseNorm.Value > 0)) return null;
        var (t, s, g, c) = (Relative(noiseCurvature), Relative(noiseNorm), Relative(norm), Relative(trace));
        return new NoiseAlignment
        {
            NoiseCurvature = noiseCurvature,
            Value = With(noiseCurvature.Value / (scale * norm.Value), (t * t) + (4 * g * g), noiseCurvature.Products + norm.Products),
            Cosine = With(noiseCurvature.Value / (noiseNorm.Value * norm.Value), (t * t) + (s * s) + (g * g), noiseCurvature.Products + noiseNorm.Products + norm.Products),
            Magnitude = With(noiseNorm.Value / scale, (s * s) + (g * g), noiseNorm.Products + norm.Products),
            IsotropicControl = With(
                noise.Trace * trace.Value / (parameters * scale * norm.Value), (c * c) + (4 * g * g) - (4 * curvature.Correlation * c * g), norm.Products),
        };

        static double Relative(Estimate estimate) => estimate.StandardError == 0 ? 0 : estimate.StandardError / Math.Abs(estimate.Value);

        static Estimate With(double value, double relativeVariance, int products) => new(value, value * Math.Sqrt(Math.Max(0, relativeVariance)), products);
    }
}
