using Basin.Analysis.Estimators;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Models.Losses;

namespace Basin.Analysis.Tests.Regularization;

public sealed class ImplicitRegularizationTests
{
    private static readonly RegularizationInputs _measured = new()
    {
        GradientSquare = new Estimate(0.04, 0.002, 0),
        NoiseTrace = new Estimate(9, 0.3, 0),
        Trace = new Estimate(50, 1, 20),
        Sharpness = new Estimate(5, 1e-3, 40),
    };

    private static RegularizationSettings Settings => new() { LearningRate = 0.1, Batch = 10, Examples = 1000, Loss = LossKind.SquaredError };

    [Fact]
    public void The_terms_of_shuffling_are_those_of_the_formula_with_their_errors()
    {
        var terms = ImplicitRegularization.Of(Settings, _measured).Shuffling;
        Assert.Equal(new Estimate(0.1 / 4 * 0.04, 0.1 / 4 * 0.002, 0), terms.GradientTerm);
        Assert.Equal(990.0 / 999 * 0.1 / 40 * 9, terms.NoiseTerm!.Value.Value, 12);
        Assert.Equal(990.0 / 999 * 0.1 / 40 * 0.3, terms.NoiseTerm.Value.StandardError, 12);
        Assert.Contains("random shuffling", terms.Theory, StringComparison.Ordinal);
        Assert.Equal(0, Shuffling.Of(Settings with { Batch = 1000 }, _measured.GradientSquare, _measured.NoiseTrace).NoiseTerm!.Value.Value);
        Assert.Null(Shuffling.Of(Settings, _measured.GradientSquare, null).NoiseTerm);
    }

    [Fact]
    public void With_replacement_there_is_no_noise_term_and_the_theory_says_why()
    {
        var terms = Shuffling.Of(Settings with { Replacement = true }, _measured.GradientSquare, _measured.NoiseTrace);
        Assert.Equal(0, terms.NoiseTerm!.Value.Value);
        Assert.Equal(0.1 / 4 * 0.04, terms.GradientTerm.Value, 15);
        Assert.Contains("With replacement", terms.Theory, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.9, false, false)]
    [InlineData(0.9, true, false)]
    [InlineData(0, false, true)]
    public void Equivalent_settings_regularise_as_much(double beta, bool nesterov, bool replacement)
    {
        var settings = Settings with { Momentum = beta, Nesterov = nesterov, Replacement = replacement };
        var found = ImplicitRegularization.Of(settings, _measured);
        var noise = found.Shuffling.NoiseTerm!.Value.Value;
        foreach (var kind in new[] { EquivalentKind.HalfBatch, EquivalentKind.DoubleBatch })
        {
            var other = found.Equivalents.Single(equivalent => equivalent.Kind == kind);
            Assert.Equal(kind == EquivalentKind.HalfBatch ? 5 : 20, other.Batch);
            var changed = settings with { Batch = other.Batch, LearningRate = other.Value };
            if (replacement) Assert.Equal(settings.LearningRate / settings.Batch, changed.LearningRate / changed.Batch, 12);
            else Assert.Equal(noise, Shuffling.Of(changed, _measured.GradientSquare, _measured.NoiseTrace).NoiseTerm!.Value.Value, 12);
        }

        var penalty = found.Equivalents.Single(equivalent => equivalent.Kind == EquivalentKind.Penalty).Value;
        if (beta == 0) Assert.Equal(settings.LearningRate, penalty, 12);
        Assert.Equal(!replacement, found.Equivalents.Any(equivalent => equivalent.Kind == EquivalentKind.LabelNoise));
        if (replacement) return;
        var sigma = found.Equivalents.Single(equivalent => equivalent.Kind == EquivalentKind.LabelNoise).Value;
        Assert.Equal(noise, LabelNoise.Strength(settings with { LabelNoise = sigma }) * 50 / 4, 12);
    }

    [Fact]
    public void Settings_that_do_not_exist_are_not_offered()
    {
        EquivalentKind[] Kinds(RegularizationSettings settings) => [.. ImplicitRegularization.Of(settings, _measured).Equivalents.Select(equivalent => equivalent.Kind)];
        Assert.DoesNotContain(EquivalentKind.HalfBatch, Kinds(Settings with { Batch = 1 }));
        Assert.DoesNotContain(EquivalentKind.DoubleBatch, Kinds(Settings with { Batch = 500 }));
        Assert.DoesNotContain(EquivalentKind.LabelNoise, Kinds(Settings with { Loss = LossKind.CrossEntropy }));
        Assert.Equal([EquivalentKind.Penalty], Kinds(Settings with { Batch = 1000 }));
    }

    [Fact]
    public void Linear_scaling_stops_where_the_terms_are_equal_or_the_rate_is_too_large()
    {
        var curve = new (int Batch, double Rate)[] { (1, 0.02), (100, 0.5), (1000, 0.6) };
        using var curvature = SampleCurvature.FromRows([1, 2, 3], 3, 1);
        var stability = StabilityAnalysis.At(curvature, new StabilityOptions { Batch = 1 }) with
        {
            ByBatch = [.. curve.Select(point => new BatchLimit(point.Batch, point.Rate, CriticalLearningRateKind.Exact))],
        };
        var scaling = ImplicitRegularization.Of(Settings, _measured with { Stability = stability }).Scaling;
        var at = scaling.GradientEqualsNoiseAt!.Value;
        Assert.Equal(0.04, (1000 - at) / (999 * at) * 9, 9);

        // η = 0.01·B meets the line from (1, 0.02) to (100, 0.5) in logarithms.
        var expected = Math.Exp(Math.Log(100) * Math.Log(2) / (Math.Log(100) - Math.Log(25)));
        Assert.Equal(expected, scaling.UnstableFrom!.Value, 9);
        Assert.Null(ImplicitRegularization.Of(Settings, _measured).Scaling.UnstableFrom);
        Assert.Null(ImplicitRegularization.Of(Settings with { Replacement = true }, _measured).Scaling.GradientEqualsNoiseAt);
    }

    [Fact]
    public void Label_noise_counts_only_when_there_is_some()
    {
        Assert.Null(ImplicitRegularization.Of(Settings, _measured).LabelNoise);
        Assert.Null(ImplicitRegularization.Of(Settings with { LabelNoise = 0 }, _measured).LabelNoise);
        var terms = ImplicitRegularization.Of(Settings with { LabelNoise = 0.1 }, _measured).LabelNoise!;
        Assert.Equal(0.1 * 0.01 / 10, terms.Lambda, 15);
        Assert.Null(terms.R);
        Assert.False(terms.Infinite);
    }
}
