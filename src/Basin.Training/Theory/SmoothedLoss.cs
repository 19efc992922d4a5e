using Basin.Analysis.Regularization;

namespace Basin.Training.Theory;

/// <summary>The mean, over flips of the label with probability p, of a loss l(y·f): l̄(m) = (1 − p)·l(m) + p·l(−m).</summary>
/// <remarks>
/// Without flips and with squared error, ½(1 − y·f)² is ½(f − y)² for labels ±1, and it is taken in that form, so that targets may be any numbers.
/// Source: Damian, Ma and Lee, Label noise SGD provably prefers flat global minimizers (2021), section 5.1.
/// </remarks>
public readonly record struct SmoothedLoss
{
    /// <summary>A loss of a label and an output.</summary>
    /// <param name="loss">l.</param>
    /// <param name="flip">p, in [0, ½).</param>
    public SmoothedLoss(BinaryLoss loss, double flip = 0)
    {
        if (!(flip is >= 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(flip), flip, "A label is flipped with a probability from 0 up to but not including 1/2.");
        (Loss, Flip) = (loss, flip);
    }

    /// <summary>½(f − y)².</summary>
    public static SmoothedLoss Square { get; } = new(BinaryLoss.Square);

    /// <summary>l.</summary>
    public BinaryLoss Loss { get; }

    /// <summary>p.</summary>
    public double Flip { get; }

    /// <summary>The mean over flips of l(±y·f).</summary>
    public double Value(double output, double target) => Mix(Of(Loss, output, target).Value, Of(Loss, output, -target).Value);

    /// <summary>Its derivative by f.</summary>
    public double Slope(double output, double target) => Mix(Of(Loss, output, target).Slope, Of(Loss, output, -target).Slope);

    /// <summary>Its second derivative by f.</summary>
    public double Curvature(double output, double target) => Mix(Of(Loss, output, target).Curvature, Of(Loss, output, -target).Curvature);

    /// <summary>The derivative of l by f for one label as drawn.</summary>
    public double DrawnSlope(double output, double target) => Of(Loss, output, target).Slope;

    /// <summary>The least value l̄ takes over outputs, for a label ±1: what to subtract so that a minimum has loss 0.</summary>
    public double Least => Flip > 0 ? Value(SmoothedMinimum.Of(Loss, Flip).Margin, 1) : 0;

    private double Mix(double kept, double flipped) => Flip == 0 ? kept : ((1 - Flip) * kept) + (Flip * flipped);

    private static (double Value, double Slope, double Curvature) Of(BinaryLoss loss, double output, double target)
    {
        if (loss == BinaryLoss.Square) return (0.5 * (output - target) * (output - target), output - target, 1);
        var margin = target * output;
        if (loss == BinaryLoss.Exponential)
        {
            var e = Math.Exp(-margin);
            return (e, -target * e, e * target * target);
        }

        // log(1 + e^−m) without overflow at large −m.
        var small = Math.Exp(-Math.Abs(margin));
        var wrong = margin >= 0 ? small / (1 + small) : 1 / (1 + small);
        return (Math.Max(-margin, 0) + double.LogP1(small), -target * wrong, target * target * wrong * (1 - wrong));
    }
}
