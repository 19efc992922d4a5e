namespace Basin.Analysis.Estimators;

/// <summary>The diagonal of an operator, every element with its error.</summary>
/// <param name="Values">Aᵢᵢ; shape (n).</param>
/// <param name="StandardErrors">Of each element; 0 when exact.</param>
/// <param name="Products">Operator products spent.</param>
/// <param name="Stop">Why it ended.</param>
public sealed record DiagonalEstimate(double[] Values, double[] StandardErrors, int Products, ProbeStop Stop)
{
    /// <summary>√(Σ errorᵢ² / Σ valueᵢ²): the error of the whole diagonal, in one number.</summary>
    public double RelativeError
    {
        get
        {
            var error = Squares(StandardErrors);
            return error == 0 ? 0 : Math.Sqrt(error / Squares(Values));
        }
    }

    private static double Squares(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value * value;
        return sum;
    }
}
