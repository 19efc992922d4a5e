namespace Basin.Analysis.Stability;

/// <summary>What the exact analysis takes.</summary>
/// <param name="Flops">Floating-point operations of well-run matrix products; slower arithmetic counts more.</param>
/// <param name="Bytes">Memory at its height.</param>
public readonly record struct StabilityCost(double Flops, double Bytes)
{
    internal const int Subspace = 30;

    // Products with the second-moment map: for one batch size, from the vector of the one before, and with a root to search besides.
    private const double ProductsEach = 30;
    private const double RootEvaluations = 6;

    // An eigenvector rotation runs at about a twentieth of the speed of a matrix product.
    private const double EigenFlops = 9 * 20;

    /// <summary>Estimates the price.</summary>
    /// <param name="examples">n.</param>
    /// <param name="outputs">k.</param>
    /// <param name="parameters">p.</param>
    /// <param name="nesterov">Whether momentum looks ahead, so that every threshold is a root.</param>
    public static StabilityCost Of(int examples, int outputs, int parameters, bool nesterov = false)
    {
        double rows = (double)examples * outputs, rank = Math.Min(rows, parameters);
        var batches = BatchDraw.Doublings(examples).Count() + 1;
        var products = ProductsEach * (nesterov ? RootEvaluations * (batches + 1) : batches + RootEvaluations);
        return new StabilityCost(
            (EigenFlops * rank * rank * rank) + (2 * rows * rows * Math.Min(parameters, rows)) + (products * 4 * rows * rank * rank),
            8 * ((rows * ((2 * Math.Min(parameters, rows)) + rank)) + (6 * rank * rank) + ((Subspace + 8) * rank * rank / 2)));
    }
}
