using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>Where each example's gradient stands against the mean: three numbers an example, at the price of a gradient and a push.</summary>
internal sealed class ExampleNoise
{
    private ExampleNoise(double[] squares, double[] along, double meanSquare)
    {
        (Squares, Along, MeanSquare) = (squares, along, meanSquare);
        Away = [.. squares.Zip(along, (square, product) => Math.Max(0, square - (2 * product) + meanSquare))];
        Trace = Away.Average();
    }

    /// <summary>n.</summary>
    public int Count => Squares.Length;

    /// <summary>‖gₑ‖².</summary>
    public double[] Squares { get; }

    /// <summary>∇L·gₑ.</summary>
    public double[] Along { get; }

    /// <summary>‖gₑ − ∇L‖².</summary>
    public double[] Away { get; }

    /// <summary>‖∇L‖².</summary>
    public double MeanSquare { get; }

    /// <summary>tr Σ.</summary>
    public double Trace { get; }

    public static ExampleNoise Of<T>(Objective<T> objective, ReadOnlySpan<T> gradient, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var norms = new T[objective.Examples];
        objective.ExampleSquaredNorms(norms, cancellationToken);
        return new ExampleNoise(
            [.. norms.Select(double.CreateTruncating)], ProductsWith(objective, gradient, Residuals(objective, cancellationToken), cancellationToken), Vectors.Dot(gradient, gradient));
    }

    /// <summary>rₑ of every example, shape (n, k): gₑ = Jₑᵀrₑ.</summary>
    public static T[] Residuals<T>(Objective<T> objective, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var residuals = new T[objective.Examples * objective.Outputs];
        objective.WriteOutputGradients(residuals, cancellationToken);
        return residuals;
    }

    /// <summary>v·gₑ of every example: one push.</summary>
    public static double[] ProductsWith<T>(Objective<T> objective, ReadOnlySpan<T> v, T[] residuals, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, k) = (objective.Examples, objective.Outputs);
        var tangents = new T[n * k];
        objective.Push(v, tangents, cancellationToken);
        return [.. Enumerable.Range(0, n).Select(e => Vectors.Dot<T>(tangents.AsSpan(e * k, k), residuals.AsSpan(e * k, k)))];
    }

    /// <summary>tr Σ, exact over these examples; its error is that of having seen n of <paramref name="population"/>.</summary>
    public Estimate TraceOf(int population) => new(Trace, Math.Sqrt(Unseen(population) * Covariance(Away, Away) / Count), 0);

    /// <summary>The share of the population that is not here: a mean over n drawn without replacement varies by so much of one over n.</summary>
    public double Unseen(int population) => Math.Max(0, 1 - ((double)Count / population));

    /// <summary>The covariance of two numbers of the examples, over n − 1; 0 for a single example.</summary>
    public static double Covariance(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Length < 2 ? 0 : x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / (x.Length - 1);
    }
}
