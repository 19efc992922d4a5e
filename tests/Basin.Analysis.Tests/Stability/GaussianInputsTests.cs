using Basin.Analysis.Stability;

namespace Basin.Analysis.Tests.Stability;

public sealed class GaussianInputsTests
{
    [Theory]
    [InlineData(20, 1, 0.0909)]
    [InlineData(50, 8, 0.2712)]
    public void Isotropic_inputs_have_the_threshold_of_the_closed_form(int d, int batch, double published)
    {
        var critical = GaussianInputs.CriticalLearningRate(Enumerable.Repeat(1.0, d).ToArray(), batch);
        Assert.Equal(2.0 * batch / (d + batch + 1), critical, 1e-12);
        Assert.Equal(published, critical, 1e-4);
        Assert.Equal(1, GaussianInputs.IsotropicGrowth(d, batch, critical), 1e-12);
        Assert.Equal(GaussianInputs.IsotropicGrowth(d, batch, 0.7 * critical), GaussianInputs.Growth(Enumerable.Repeat(1.0, d).ToArray(), batch, 0.7 * critical, 3), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void Second_moments_neither_grow_nor_shrink_at_the_threshold(int batch)
    {
        double[] spectrum = [2, 1, 0.7, 0.5, 0.2];
        var critical = GaussianInputs.CriticalLearningRate(spectrum, batch);
        Assert.Equal(1, GaussianInputs.Growth(spectrum, batch, critical, 3000), 1e-9);
        Assert.InRange(GaussianInputs.Growth(spectrum, batch, 1.05 * critical, 3000), 1.0001, 2);
        Assert.InRange(GaussianInputs.Growth(spectrum, batch, 0.95 * critical, 3000), 0, 0.9999);
    }
}
