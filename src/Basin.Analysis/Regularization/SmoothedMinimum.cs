namespace Basin.Analysis.Regularization;

/// <summary>Where SGD settles when labels are flipped with probability p: every margin y·f is at the minimum of the mean loss over flips.</summary>
/// <param name="Margin">c, that minimum.</param>
/// <param name="NoiseVariance">σ², the variance of the derivative of the loss there.</param>
/// <param name="Curvature">α, the second derivative of the mean loss there: ∇²L = α·G.</param>
/// <remarks>Source: Damian, Ma and Lee (2021), section 5.1: λ = ησ²/(B(1 − β)) goes with R/α.</remarks>
public readonly record struct SmoothedMinimum(double Margin, double NoiseVariance, double Curvature)
{
    /// <summary>The minimum of a loss.</summary>
    /// <param name="loss">l.</param>
    /// <param name="flip">p, in (0, ½).</param>
    public static SmoothedMinimum Of(BinaryLoss loss, double flip)
    {
        if (!(flip is > 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(flip), flip, "A label is flipped with a probability above 0 and below 1/2.");
        var odds = Math.Log((1 - flip) / flip);
        var variance = flip * (1 - flip);
        return loss switch
        {
            BinaryLoss.Logistic => new SmoothedMinimum(odds, variance, variance),
            BinaryLoss.Exponential => new SmoothedMinimum(odds / 2, 1, 2 * Math.Sqrt(variance)),
            BinaryLoss.Square => new SmoothedMinimum(1 - (2 * flip), 4 * variance, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "This loss is not known."),
        };
    }
}
