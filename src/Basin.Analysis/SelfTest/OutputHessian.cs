using System.Diagnostics;
using Basin.Models.Losses;

namespace Basin.Analysis.SelfTest;

/// <summary>The Hessian of one example's loss by the network's outputs, as the textbooks give it.</summary>
internal static class OutputHessian
{
    /// <summary>Shape (k, k), at the outputs z of one example.</summary>
    public static double[,] Of(LossKind loss, ReadOnlySpan<double> z) => loss switch
    {
        LossKind.CrossEntropy => CrossEntropy(z),
        LossKind.SquaredError => Identity(z.Length),
        LossKind.Logistic => Logistic(z[0]),
        _ => throw new UnreachableException($"No loss {loss}."),
    };

    // diag(p) − ppᵀ with p the softmax of z.
    private static double[,] CrossEntropy(ReadOnlySpan<double> z)
    {
        var k = z.Length;
        var p = new double[k];
        for (var i = 0; i < k; i++) p[i] = Math.Exp(z[i]);
        var sum = p.Sum();
        for (var i = 0; i < k; i++) p[i] /= sum;
        var m = new double[k, k];
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++) m[i, j] = (i == j ? p[i] : 0) - (p[i] * p[j]);
        return m;
    }

    private static double[,] Identity(int k)
    {
        var m = new double[k, k];
        for (var i = 0; i < k; i++) m[i, i] = 1;
        return m;
    }

    private static double[,] Logistic(double z)
    {
        var p = 1 / (1 + Math.Exp(-z));
        return new[,] { { p * (1 - p) } };
    }
}
