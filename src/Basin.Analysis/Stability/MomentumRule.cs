namespace Basin.Analysis.Stability;

/// <summary>How a step uses the steps before it: θ⁺ = θ − η∇L + β(θ − θ₋), with the gradient at θ or, for Nesterov, at θ + β(θ − θ₋).</summary>
/// <param name="Beta">β, in [0, 1); 0 is plain descent.</param>
/// <param name="Nesterov">Whether the gradient looks ahead.</param>
public readonly record struct MomentumRule(double Beta, bool Nesterov)
{
    /// <summary>Plain descent.</summary>
    public static MomentumRule None { get; }

    /// <summary>Whether there is no memory of earlier steps.</summary>
    public bool IsPlain => Beta == 0;

    /// <summary>The step that adds up from one gradient: η/(1 − β).</summary>
    public double EffectiveRate(double learningRate) => learningRate / (1 - Beta);

    /// <summary>
    /// The largest learning rate at which full-batch descent stays on a quadratic of the given sharpness, or the largest sharpness at the given
    /// learning rate: the limit is one on their product.
    /// </summary>
    /// <param name="sharpnessOrRate">λ_max or η, above 0.</param>
    /// <returns>2/x without momentum, 2(1 + β)/x for the heavy ball, 2(1 + β)/(x(1 + 2β)) for Nesterov.</returns>
    /// <remarks>Source: Cohen et al., Gradient descent on neural networks typically occurs at the edge of stability (2021), section 2.</remarks>
    public double FullBatchLimit(double sharpnessOrRate) => 2 * (1 + Beta) / (sharpnessOrRate * (Nesterov ? 1 + (2 * Beta) : 1));

    /// <summary>
    /// The discounted second moment that unit noise leaves behind in a pair of directions: Σₜ hₐ(t)·h_b(t)·s^−(t+1), where h is the answer of the point
    /// at which gradients are taken to a unit kick of θ.
    /// </summary>
    /// <param name="a">η times the curvature of the first direction.</param>
    /// <param name="b">η times the curvature of the second.</param>
    /// <param name="growth">s, above the square of every mode's factor per step; 1 for the stationary covariance.</param>
    /// <returns>Above 0 within the full-batch limit.</returns>
    /// <remarks>
    /// h obeys h(t) = σ·h(t − 1) − π·h(t − 2) with its kick spread over two steps for Nesterov. Multiplying the recursion of one direction by that of
    /// the other and summing over t gives two linear equations for the sums Σ gₐ(t)g_b(t) and Σ gₐ(t)g_b(t − 1), solved here.
    /// </remarks>
    public double Response(double a, double b, double growth = 1)
    {
        var root = Math.Sqrt(growth);
        var (sumA, productA) = Recursion(a, root);
        var (sumB, productB) = Recursion(b, root);
        var products = productA * productB;
        var rest = 1 - products;
        var same = rest / ((rest * rest) - ((1 + products) * sumA * sumB) + (productB * sumA * sumA) + (productA * sumB * sumB));
        if (!Nesterov) return same / growth;
        var next = (sumA + sumB - (productA * sumB) - (productB * sumA)) / rest;
        var (kick, echo) = (1 + Beta, -Beta / root);
        return same * ((kick * kick) + (echo * echo) + (kick * echo * next)) / growth;
    }

    /// <summary>The squared factor per step of the slowest or fastest growing mode of one direction.</summary>
    /// <param name="a">η times the curvature.</param>
    public double SquaredFactor(double a)
    {
        var (sum, product) = Recursion(a, 1);
        var discriminant = (sum * sum / 4) - product;
        return discriminant <= 0 ? product : Math.Pow((Math.Abs(sum) / 2) + Math.Sqrt(discriminant), 2);
    }

    private (double Sum, double Product) Recursion(double a, double root) => Nesterov
        ? ((1 + Beta) * (1 - a) / root, Beta * (1 - a) / (root * root))
        : ((1 + Beta - a) / root, Beta / (root * root));
}
