using Basin.Numerics.Random;
using Basin.Training.Flows;

namespace Basin.Training.Tests.Flows;

/// <summary>Ĉⱼ = ½(θ − aⱼ)ᵀHⱼ(θ − aⱼ) with random positive Hⱼ.</summary>
public sealed class QuadraticLosses : BatchLosses<double>
{
    public QuadraticLosses(int dimension, int count)
        : base(dimension, count)
    {
        var chance = new Seed(7).Stream("quadratics");
        Hessians = [.. Enumerable.Range(0, count).Select(_ => Positive(dimension, chance))];
        Centres = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(_ => chance.NextGaussian()).ToArray())];
    }

    public double[][,] Hessians { get; }

    public double[][] Centres { get; }

    public static double[] Times(double[,] a, ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++) y[i] += a[i, j] * x[j];
        return y;
    }

    public override void Gradient(int batch, ReadOnlySpan<double> point, Span<double> gradient)
    {
        var away = new double[Dimension];
        for (var i = 0; i < Dimension; i++) away[i] = point[i] - Centres[batch][i];
        Times(Hessians[batch], away).CopyTo(gradient);
    }

    public override void HessianProduct(int batch, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> product) =>
        Times(Hessians[batch], direction).CopyTo(product);

    private static double[,] Positive(int dimension, RandomSource chance)
    {
        var a = new double[dimension, dimension];
        for (var i = 0; i < dimension; i++)
            for (var j = 0; j < dimension; j++) a[i, j] = chance.NextGaussian();
        var h = new double[dimension, dimension];
        for (var i = 0; i < dimension; i++)
            for (var j = 0; j < dimension; j++)
                for (var k = 0; k < dimension; k++) h[i, j] += a[i, k] * a[j, k] / dimension;
        return h;
    }
}
