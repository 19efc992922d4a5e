using System.Numerics;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>argmin φ_α(β) over the interpolators Xβ = y, by Newton's method on the dual; and how far a β is from being one.</summary>
/// <remarks>
/// With β = 2α²·sinh(4Xᵀν) the dual is D(ν) = yᵀν − Σ ½αⱼ²·cosh(4xⱼᵀν), concave and smooth: its gradient is y − Xβ and its Hessian
/// −X·diag(8α²·cosh)·Xᵀ, of order n. Not safe for use by two threads at once.
/// </remarks>
public sealed class HypentropyMinimum
{
    private const int MaxSteps = 200;

    // sinh of more would not be told from ∞ by what follows: the step is cut instead.
    private const double LargestArgument = 200;
    private readonly int _examples, _inputs;
    private readonly double[] _rows, _targets;
    private readonly Cholesky _gram;

    /// <summary>Prepares the examples of a regression; costs n²d flops.</summary>
    public HypentropyMinimum(int examples, int inputs, ReadOnlySpan<double> rows, ReadOnlySpan<double> targets)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, examples * inputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, examples);
        (_examples, _inputs, _rows, _targets, _gram) = (examples, inputs, rows.ToArray(), targets.ToArray(), new Cholesky(examples));
        if (!_gram.Factor(Weighted(Enumerable.Repeat(1.0, inputs).ToArray())))
            throw new ArgumentException("The examples are not linearly independent, so that the interpolators' multipliers are not unique; drop some.", nameof(rows));
    }

    /// <summary>Prepares a regression.</summary>
    public static HypentropyMinimum Of<T>(SparseRegression<T> problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = new double[problem.Examples * problem.Inputs];
        var targets = new double[problem.Examples];
        for (var i = 0; i < problem.Examples; i++)
        {
            var row = rows.AsSpan(i * problem.Inputs, problem.Inputs);
            problem.CopyRow(i, row);
            targets[i] = Vectors.Dot<double>(row, problem.Truth.AsSpan());
        }

        return new HypentropyMinimum(problem.Examples, problem.Inputs, rows, targets);
    }

    /// <summary>Finds the interpolator.</summary>
    /// <param name="scale">α, shape (d), every one above 0.</param>
    /// <param name="tolerance">Of ‖y − Xβ‖/‖y‖.</param>
    /// <returns>β, shape (d); null where the steps did not suffice, as for scales of 10⁻⁷ and less.</returns>
    public double[]? Find(ReadOnlySpan<double> scale, double tolerance = 1e-11)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scale.Length, _inputs);
        var (newton, multipliers, trial) = (new Cholesky(_examples), new double[_examples], new double[_examples]);
        var (wanted, coefficients, weights) = (tolerance * Vectors.Norm<double>(_targets), new double[_inputs], new double[_inputs]);
        for (var step = 0; step < MaxSteps; step++)
        {
            var arguments = Arguments(multipliers);
            for (var j = 0; j < _inputs; j++)
            {
                var c = scale[j] * scale[j];
                (coefficients[j], weights[j]) = (2 * c * Math.Sinh(arguments[j]), 8 * c * Math.Cosh(arguments[j]));
            }

            var gradient = Residuals(coefficients);
            if (Vectors.Norm<double>(gradient) <= wanted) return coefficients;
            if (!newton.Factor(Weighted(weights))) return null;
            var direction = gradient.ToArray();
            newton.Solve(direction);
            var (value, slope, length) = (Dual(multipliers, scale), Vectors.Dot<double>(gradient, direction), 1.0);
            for (; length > 1e-12; length /= 2)
            {
                for (var i = 0; i < trial.Length; i++) trial[i] = multipliers[i] + (length * direction[i]);

                // The dual's rounding hides the last steps' gain.
                if (Dual(trial, scale) >= value + (1e-4 * length * slope) - (1e-14 * Math.Abs(value))) break;
            }

            if (length <= 1e-12) return null;
            trial.CopyTo(multipliers, 0);
        }

        return null;
    }

    /// <summary>The part of ∇φ_α(β) outside the row space of X, relative to the whole: 0 at the minimum over the interpolators.</summary>
    /// <param name="coefficients">β, shape (d).</param>
    /// <param name="scale">α, shape (d).</param>
    public double OptimalityResidual(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> scale)
    {
        var gradient = Hypentropy.Gradient(coefficients, scale);
        var whole = Vectors.Norm<double>(gradient);
        var multipliers = new double[_examples];
        for (var i = 0; i < _examples; i++) multipliers[i] = Vectors.Dot<double>(Row(i), gradient);
        _gram.Solve(multipliers);
        for (var i = 0; i < _examples; i++) Vectors.AddScaled(-multipliers[i], Row(i), gradient);
        return Vectors.Norm<double>(gradient) / whole;
    }

    private ReadOnlySpan<double> Row(int example) => _rows.AsSpan(example * _inputs, _inputs);

    // 4Xᵀν.
    private double[] Arguments(double[] multipliers)
    {
        var arguments = new double[_inputs];
        for (var i = 0; i < _examples; i++) Vectors.AddScaled(4 * multipliers[i], Row(i), arguments);
        return arguments;
    }

    private double[] Residuals(double[] coefficients)
    {
        var residuals = _targets.ToArray();
        for (var i = 0; i < _examples; i++) residuals[i] -= Vectors.Dot<double>(Row(i), coefficients);
        return residuals;
    }

    private double Dual(double[] multipliers, ReadOnlySpan<double> scale)
    {
        var (arguments, value) = (Arguments(multipliers), Vectors.Dot<double>(_targets, multipliers));
        for (var j = 0; j < _inputs; j++)
        {
            if (!(Math.Abs(arguments[j]) <= LargestArgument)) return double.NegativeInfinity;
            value -= scale[j] * scale[j] * Math.Cosh(arguments[j]) / 2;
        }

        return value;
    }

    // X·diag(weights)·Xᵀ, its lower triangle.
    private double[] Weighted(double[] weights)
    {
        var (matrix, scaled) = (new double[_examples * _examples], new double[_inputs]);
        for (var i = 0; i < _examples; i++)
        {
            for (var j = 0; j < _inputs; j++) scaled[j] = weights[j] * Row(i)[j];
            for (var k = 0; k <= i; k++) matrix[(i * _examples) + k] = Vectors.Dot<double>(scaled, Row(k));
        }

        return matrix;
    }
}
