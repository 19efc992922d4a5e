using Basin.Analysis.Noise;
using Basin.Models;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Noise;

/// <summary>Intervals of 1.96 standard errors hold the truth in 90 to 99 % of the repeats.</summary>
public sealed class NoiseCoverageTests
{
    private const int Repeats = 200;

    [Theory]
    [InlineData("mlp-tanh")]
    [InlineData("mlp-softplus, squared error")]
    public void Of_what_is_estimated_by_products(string name)
    {
        using var objective = NoiseMeasuresTests.At(name, 60, out var gradient, out var loss);
        var exact = NoiseMeasuresTests.Flat(NoiseMeasures.Of(objective, gradient, loss, new NoiseOptions()));
        var held = exact.Keys.ToDictionary(measure => measure, _ => 0);
        for (var seed = 0; seed < Repeats; seed++)
        {
            foreach (var (measure, estimate) in NoiseMeasuresTests.Flat(NoiseMeasures.Of(objective, gradient, loss, NoiseMeasuresTests.Sampled(1000 + seed))))
                if (Math.Abs(estimate.Value - exact[measure].Value) <= 1.96 * estimate.StandardError) held[measure]++;
        }

        foreach (var measure in new[] { "norm", "critical batch", "alignment", "cosine", "magnitude", "control", "noise curvature" })
            Assert.True(held[measure] is >= 90 * Repeats / 100 and <= 99 * Repeats / 100, $"{measure}: {held[measure]} of {Repeats}");
    }

    [Fact]
    public void Of_what_a_random_part_says_of_the_whole_set()
    {
        const int Whole = 240, Part = 80, Parts = 1000;

        // Of inputs ±1: a part of 80 is too small for the normal law if single gradients have heavy tails.
        double[] theta = [1, -1, 2, 0.5, 0, -0.5], gradient = new double[theta.Length], inputs = new double[Whole * theta.Length];
        new Seed(4).Stream("whole").FillSigns<double>(inputs);
        using var all = LinearNetworks.Shallow(inputs, theta);
        all.Gradient(gradient);
        var truth = NoiseMeasures.Of(all, gradient, 1, new NoiseOptions());
        var (trace, scale) = (0, 0);
        for (var repeat = 0; repeat < Parts; repeat++)
        {
            int[] order = [.. Enumerable.Range(0, Whole)];
            new Seed(5).Stream("part", repeat).Shuffle(order.AsSpan());
            using var part = new Objective<double>(all.Model, all.Data.Subset(order.AsSpan(0, Part)));
            part.MoveTo(all.Parameters);
            part.Gradient(gradient);
            var noise = NoiseMeasures.Of(part, gradient, 1, new NoiseOptions { Population = Whole });
            if (Math.Abs(noise.Trace!.Value.Value - truth.Trace!.Value.Value) <= 1.96 * noise.Trace.Value.StandardError) trace++;
            if (Math.Abs(noise.Scale!.Value.Value - truth.Scale!.Value.Value) <= 1.96 * noise.Scale.Value.StandardError) scale++;
        }

        Assert.True(trace is >= 90 * Parts / 100 and <= 99 * Parts / 100, $"trace: {trace} of {Parts}");
        Assert.True(scale is >= 90 * Parts / 100 and <= 99 * Parts / 100, $"scale: {scale} of {Parts}");
    }
}
