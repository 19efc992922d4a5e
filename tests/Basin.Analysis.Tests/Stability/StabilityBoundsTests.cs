using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Stability;

public sealed class StabilityBoundsTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.5, false)]
    [InlineData(0.9, false)]
    [InlineData(0.5, true)]
    [InlineData(0.9, true)]
    public void They_enclose_the_threshold(double beta, bool nesterov)
    {
        var rule = new MomentumRule(beta, nesterov);
        for (ulong seed = 0; seed < 8; seed++)
        {
            foreach (var (outputs, parameters) in new[] { (1, 3), (1, 20), (3, 5) })
            {
                using var curvature = Examples.Random(9, outputs, parameters, seed).Curvature();
                using var analysis = new MeanSquare(curvature, rule, new Seed(1));
                foreach (var draw in new[] { new BatchDraw(1, 9, true), new BatchDraw(2, 9, false), new BatchDraw(8, 9, false) })
                {
                    var critical = analysis.CriticalLearningRate(draw).Value;
                    var bounds = StabilityBounds.Of(curvature.Moments(), draw, rule);
                    Assert.Equal(nesterov ? 0 : 1, bounds.Count(bound => bound.IsSufficient));
                    Assert.InRange(bounds.Length, 3, 5);
                    foreach (var bound in bounds)
                    {
                        if (bound.IsSufficient) Assert.InRange(bound.LearningRate.Value, 0, critical * (1 + 1e-9));
                        else Assert.InRange(bound.LearningRate.Value, critical * (1 - 1e-7), double.MaxValue);
                    }
                }
            }
        }
    }

    [Fact]
    public void The_alignment_floor_is_below_the_alignment_of_every_state()
    {
        var examples = Examples.RandomFeatures(4000);
        var space = new SampleSpace(examples);
        using var curvature = SampleCurvature.FromRows(Orthogonal(), 12, 1);
        Assert.InRange(curvature.Moments().AlignmentFloor!.Value, 0.5, 1);

        // One dominant eigenvalue makes the floor vacuous, and then there is none.
        using var dominated = examples.Curvature();
        var square = space.Gram * space.Gram;
        var chi = square.Diagonal();
        var tau = Math.Pow(dominated.Eigenvalues[0], 2) / dominated.Eigenvalues.Sum(value => value * value);
        Assert.True((chi.Minimum() / chi.Average()) < tau);
        Assert.Null(dominated.Moments().AlignmentFloor);
    }

    [Fact]
    public void Errors_of_the_inputs_are_carried_over()
    {
        var moments = new CurvatureMoments { Largest = new Estimate(4, 0.2, 7), TopSpread = new Estimate(10, 1, 0) };
        var bounds = StabilityBounds.Of(moments, new BatchDraw(2, 1000, true), MomentumRule.None);
        Assert.Equal([StabilityBoundKind.FullBatch, StabilityBoundKind.TopDirection], bounds.Select(bound => bound.Kind));
        Assert.Equal(0.5, bounds[0].LearningRate.Value, 12);
        Assert.Equal(0.2 * 2 / 16, bounds[0].LearningRate.StandardError, 3);
        Assert.Equal(7, bounds[0].LearningRate.Products);

        // 2λ/(λ² + s/2): slopes 2(s/2 − λ²)/(λ² + s/2)² by λ and −λ/(λ² + s/2)² by s, errors added.
        Assert.Equal(8.0 / 21, bounds[1].LearningRate.Value, 12);
        Assert.Equal((0.2 * 22 / 441) + (1 * 4.0 / 441), bounds[1].LearningRate.StandardError, 3);
    }

    [Fact]
    public void An_alignment_measured_at_one_point_proves_nothing()
    {
        var moments = new CurvatureMoments { Largest = new Estimate(1, 0, 0), FrobeniusNorm = new Estimate(1.5, 0, 0), Alignment = new Estimate(2, 0, 0) };
        var bound = StabilityBounds.Of(moments, new BatchDraw(8, 1000, true), MomentumRule.None)[^1];
        Assert.Equal((StabilityBoundKind.Alignment, false), (bound.Kind, bound.Proven));
        Assert.Equal(2 / 1.5, bound.LearningRate.Value, 12);
    }

    private static double[] Orthogonal() => [.. Enumerable.Range(0, 144).Select(i => i / 12 == i % 12 ? 1.0 : 0)];
}
