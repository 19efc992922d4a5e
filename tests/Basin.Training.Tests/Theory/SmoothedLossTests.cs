using Basin.Analysis.Regularization;
using Basin.Training.Theory;

namespace Basin.Training.Tests.Theory;

public sealed class SmoothedLossTests
{
    [Theory]
    [InlineData(BinaryLoss.Logistic)]
    [InlineData(BinaryLoss.Exponential)]
    [InlineData(BinaryLoss.Square)]
    public void Slopes_and_curvatures_are_those_of_differences(BinaryLoss kind)
    {
        const double h = 1e-5;
        foreach (var flip in (double[])[0, 0.2])
        {
            var loss = new SmoothedLoss(kind, flip);
            foreach (var f in (double[])[-3, -0.4, 0.3, 2.5])
            {
                foreach (var y in (double[])[-1, 1])
                {
                    Assert.Equal((loss.Value(f + h, y) - loss.Value(f - h, y)) / (2 * h), loss.Slope(f, y), 1e-7);
                    Assert.Equal((loss.Slope(f + h, y) - loss.Slope(f - h, y)) / (2 * h), loss.Curvature(f, y), 1e-7);
                    Assert.Equal(((1 - flip) * loss.DrawnSlope(f, y)) + (flip * loss.DrawnSlope(f, -y)), loss.Slope(f, y), 1e-13);
                }
            }
        }
    }

    [Theory]
    [InlineData(BinaryLoss.Logistic)]
    [InlineData(BinaryLoss.Exponential)]
    [InlineData(BinaryLoss.Square)]
    public void At_its_minimum_it_is_flat_and_as_curved_as_the_table_says(BinaryLoss kind)
    {
        var (loss, minimum) = (new SmoothedLoss(kind, 0.3), SmoothedMinimum.Of(kind, 0.3));
        Assert.Equal(0, loss.Slope(-minimum.Margin, -1), 1e-14);
        Assert.Equal(minimum.Curvature, loss.Curvature(minimum.Margin, 1), 1e-14);
        Assert.Equal(loss.Least, loss.Value(-minimum.Margin, -1), 1e-14);
    }

    [Fact]
    public void A_large_margin_neither_overflows_nor_is_lost()
    {
        var loss = new SmoothedLoss(BinaryLoss.Logistic);
        Assert.Equal(800, loss.Value(-800, 1), 1e-9);
        Assert.Equal(-Math.Exp(-30), loss.Slope(30, 1), 1e-25);
    }

    [Fact]
    public void Flips_of_half_the_labels_are_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SmoothedLoss(BinaryLoss.Logistic, 0.5));
        Assert.Contains("from 0 up to but not including 1/2", error.Message, StringComparison.Ordinal);
    }
}
