using System.Collections.Immutable;
using Basin.Analysis.Noise;
using Basin.Experiments.Figures;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>Alignment does not see the number of parameters.</summary>
internal sealed class WidthIndependence : Claim
{
    private static readonly int[] s_widths = [50, 200, 1000, 5000];

    public override string Id => "width-independence";

    public override string Statement => "For random features μ does not depend on their number, while that of isotropic noise of the same size falls as one over it.";

    public override string Place => "Section 4, random feature models";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("examples", "the number of examples, n", 400, 2),
        ClaimParameter.Count("inputs", "the number of inputs, d", 10),
        ClaimParameter.Count("draws", "points θ drawn at each width", 50, 2),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var results = context.ForEach(s_widths, width => Measure(context, width));
        List<Check> checks = [];
        for (var i = 0; i < s_widths.Length; i++)
        {
            var (mean, control) = (results[i].Mean, results[i].Control);
            checks.Add(Check.Between($"{s_widths[i]} features: mean μ", mean, 0.7, 1.4, BandSource.Measurement));
            if (s_widths[i] >= 1000) checks.Add(Check.AtMost($"{s_widths[i]} features: mean μ of isotropic noise", control, 0.01, BandSource.Measurement));
        }

        checks.Add(Check.AtMost("largest of lower bound − μ and μ − upper bound", results.Max(result => result.Excess), 1e-9, BandSource.ClosedForm));
        checks.Add(Check.Between("‖H‖_F at the largest width over that at the least", results[^1].Norm / results[0].Norm, 0.75, 1.33, BandSource.Measurement));
        checks.Add(Check.AtMost("μ of isotropic noise at the largest width over that at the least", results[^1].Control.Value / results[0].Control.Value, 2.0 * s_widths[0] / s_widths[^1], BandSource.ClosedForm));
        return new ClaimOutcome([.. checks])
        {
            Figures =
            [
                new NamedFigure("widths", new Figure
                {
                    Description = "Alignment of SGD's noise and of isotropic noise with the curvature of random feature models, against the number of features.",
                    Panels =
                    [
                        new Panel
                        {
                            Title = "Alignment of noise and curvature",
                            X = new Axis("features", IsLog: true),
                            Y = new Axis("μ", IsLog: true),
                            Marks =
                            [
                                new Dots([.. s_widths.Zip(results, (width, result) => ((double)width, result.Mean.Value, result.Mean.StandardError))]) { Label = "SGD", Color = 1 },
                                new Dots([.. s_widths.Zip(results, (width, result) => ((double)width, result.Control.Value, result.Control.StandardError))]) { Label = "isotropic noise of the same trace", Color = 0 },
                            ],
                        },
                    ],
                }),
            ],
        };
    }

    private static Width Measure(ClaimContext context, int width)
    {
        var model = LinearizedModel.RandomFeatures(context.Seed, context.Count("examples"), context.Count("inputs"), width);
        var (offset, residuals) = (new double[width], new double[model.Examples]);
        var random = context.Seed.Stream("widths/points", width);
        double? sharpness = null;
        List<KernelAlignment> draws = [];
        for (var k = 0; k < context.Count("draws"); k++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            random.FillGaussian<double>(offset);
            for (var i = 0; i < residuals.Length; i++) residuals[i] = Vectors.Dot<double>(model.Rows.AsSpan(i * width, width), offset);
            draws.Add(KernelAlignment.Of(model.Kernel, residuals, width, sharpness));
            sharpness ??= draws[0].Sharpness;
        }

        return new Width(
            Measurement.Mean([.. draws.Select(draw => draw.Value)]),
            Measurement.Mean([.. draws.Select(draw => draw.IsotropicControl)]),
            draws.Max(draw => Math.Max(draw.Lower - draw.Value, draw.Value - draw.Upper)),
            draws[0].FrobeniusNorm);
    }

    /// <summary>What one width gave.</summary>
    private sealed record Width(Measurement Mean, Measurement Control, double Excess, double Norm);
}
