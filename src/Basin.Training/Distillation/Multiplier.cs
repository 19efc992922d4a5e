namespace Basin.Training.Distillation;

/// <summary>The multiplier c of a constrained fit: the one at which its mean squared residual is what the constraint allows.</summary>
public static class Multiplier
{
    private const int MaxSteps = 200;

    /// <summary>The interval that holds c: d_min/(r − 1) ≤ c ≤ d_max/(r − 1).</summary>
    /// <param name="ratio">r = ‖y‖/√(Kε), above 1.</param>
    /// <param name="smallest">d_min.</param>
    /// <param name="largest">d_max.</param>
    public static (double Low, double High) Bracket(double ratio, double smallest, double largest) => (smallest / (ratio - 1), largest / (ratio - 1));

    /// <summary>Solves Σₖ (c/(dₖ + c))² eₖ = s for c, to rounding, by Newton's method in ln c kept inside the bracket.</summary>
    /// <param name="eigenvalues">dₖ, ascending, all above 0.</param>
    /// <param name="energies">eₖ = ‖zₖ‖², the squared size of the targets along each eigenvector.</param>
    /// <param name="squares">s = Kε, above 0 and below Σₖ eₖ: at or above it the best fit is 0 and there is no c.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="squares"/> is out of range.</exception>
    public static double Find(ReadOnlySpan<double> eigenvalues, ReadOnlySpan<double> energies, double squares)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(energies.Length, eigenvalues.Length);
        var total = 0.0;
        foreach (var energy in energies) total += energy;
        if (!(squares > 0 && squares < total))
            throw new ArgumentOutOfRangeException(nameof(squares), squares, $"The squared residuals allowed are {squares}; they must lie above 0 and below those of the fit 0, {total}.");
        var (low, high) = Bracket(Math.Sqrt(total / squares), eigenvalues[0], eigenvalues[^1]);

        // With equal eigenvalues the bracket is a point, and rounding may put it beside the root.
        (low, high) = (Math.Log(low) - 1e-9, Math.Log(high) + 1e-9);
        var at = (low + high) / 2;
        for (var step = 0; step < MaxSteps; step++)
        {
            var (value, slope) = Residual(eigenvalues, energies, Math.Exp(at));
            if (value < squares) low = at;
            else high = at;

            // In ln φ the curve is nearly straight over decades of c.
            var next = at - (Math.Log(value / squares) * value / slope);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - at) <= 1e-16 * Math.Max(1, Math.Abs(at))) break;
            at = next;
        }

        return Math.Exp(at);
    }

    // φ(c) = Σ (c/(d + c))² e, and its derivative by ln c.
    private static (double Value, double Slope) Residual(ReadOnlySpan<double> eigenvalues, ReadOnlySpan<double> energies, double c)
    {
        var (value, slope) = (0.0, 0.0);
        for (var k = 0; k < eigenvalues.Length; k++)
        {
            var share = c / (eigenvalues[k] + c);
            var part = share * share * energies[k];
            value += part;
            slope += 2 * part * (1 - share);
        }

        return (value, slope);
    }
}
