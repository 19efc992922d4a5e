using Basin.Models;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Analysis.SelfTest;

/// <summary>Derivatives of an objective by central differences in float64, of fourth order: the loss for the gradient, the gradient for the Hessian, the outputs for the Gauss-Newton matrix.</summary>
/// <param name="objective">Left where it was.</param>
public sealed class FiniteDifferences(Objective<double> objective)
{
    // Balances the fifth derivative, ε⁴, against the rounding of the function, 10⁻¹⁶/ε.
    private const double Epsilon = 3e-4;

    private readonly double[] _theta = objective.Parameters.ToArray();

    /// <summary>∇L; p elements. Costs 4p losses.</summary>
    public double[] Gradient() => [.. Enumerable.Range(0, _theta.Length).Select(i => Along(i, () => [objective.Evaluate().Loss])[0])];

    /// <summary>∇²L, column by column; shape (p, p). Costs 4p gradients.</summary>
    public double[,] Hessian()
    {
        var gradient = new double[_theta.Length];
        return Columns(_theta.Length, () =>
        {
            objective.Gradient(gradient);
            return gradient;
        });
    }

    /// <summary>JᵀMJ with J by differences and M, the Hessian of the loss by the outputs, by its formula; shape (p, p). Costs 4p losses.</summary>
    public double[,] GaussNewton()
    {
        using var outputs = new NetworkOutputs(objective);
        var k = objective.Model.Network.Outputs;
        var n = objective.Examples;
        var jacobian = Columns(n * k, () => outputs.At(objective.Parameters));
        var head = outputs.At(_theta).ToArray();
        var (p, gaussNewton) = (_theta.Length, new double[_theta.Length, _theta.Length]);
        for (var e = 0; e < n; e++)
        {
            var m = OutputHessian.Of(objective.Model.Loss, head.AsSpan(e * k, k));
            for (var a = 0; a < k; a++)
                for (var b = 0; b < k; b++)
                    for (var i = 0; i < p; i++)
                        for (var j = 0; j < p; j++) gaussNewton[i, j] += jacobian[(e * k) + a, i] * m[a, b] * jacobian[(e * k) + b, j] / n;
        }

        return gaussNewton;
    }

    private double[,] Columns(int rows, Func<double[]> f)
    {
        var matrix = new double[rows, _theta.Length];
        for (var j = 0; j < _theta.Length; j++)
        {
            var column = Along(j, f);
            for (var i = 0; i < rows; i++) matrix[i, j] = column[i];
        }

        return matrix;
    }

    private double[] Along(int index, Func<double[]> f)
    {
        var sum = At(index, 0, f).Select(_ => 0.0).ToArray();
        foreach (var (step, weight) in new[] { (-2, 1.0), (-1, -8.0), (1, 8.0), (2, -1.0) })
        {
            var values = At(index, step, f);
            for (var i = 0; i < sum.Length; i++) sum[i] += weight * values[i] / (12 * Epsilon);
        }

        objective.MoveTo(_theta);
        return sum;
    }

    private double[] At(int index, int steps, Func<double[]> f)
    {
        var moved = (double[])_theta.Clone();
        moved[index] += steps * Epsilon;
        objective.MoveTo(moved);
        return f();
    }
}
