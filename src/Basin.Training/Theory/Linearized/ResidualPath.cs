using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.Linearized;

/// <summary>SGD on a linear model with squared error, one path, seen through its residuals: e ← e − (η/B) Σ eᵢKᵢ over a batch drawn with replacement.</summary>
/// <remarks>A step costs 2nB flops and allocates nothing. Not safe for use by two threads at once.</remarks>
/// <param name="kernel">K = JJᵀ, shape (n, n); not copied.</param>
/// <param name="batch">B.</param>
/// <param name="learningRate">η.</param>
/// <param name="random">Of the batches.</param>
public sealed class ResidualPath(double[] kernel, int batch, double learningRate, RandomSource random)
{
    private readonly double[] _residuals = new double[(int)Math.Sqrt(kernel.Length)];
    private readonly double[] _weights = new double[batch];
    private readonly int[] _drawn = new int[batch];

    /// <summary>L = ‖e‖²/2n.</summary>
    public double Loss => Vectors.Dot<double>(_residuals, _residuals) / (2 * _residuals.Length);

    /// <summary>Goes back to given residuals; the stream of chance goes on.</summary>
    /// <param name="residuals">e, shape (n).</param>
    public void Start(ReadOnlySpan<double> residuals) => residuals.CopyTo(_residuals);

    /// <summary>Takes a step.</summary>
    public void Step()
    {
        var n = _residuals.Length;
        random.FillIndices(_drawn, n);
        for (var b = 0; b < batch; b++) _weights[b] = -learningRate / batch * _residuals[_drawn[b]];
        for (var b = 0; b < batch; b++) Vectors.AddScaled(_weights[b], kernel.AsSpan(_drawn[b] * n, n), _residuals);
    }

    /// <summary>Whether the loss is more than <paramref name="factor"/> times its start after so many steps.</summary>
    /// <remarks>A stable path may rise far for a while and come back; one that is 10¹⁵ times as far beyond is not followed any longer.</remarks>
    public bool Diverges(ReadOnlySpan<double> residuals, int steps, double factor)
    {
        Start(residuals);
        var limit = factor * Loss;
        for (var step = 1; step <= steps; step++)
        {
            Step();
            if (!(Loss <= 1e15 * limit)) return true;
        }

        return Loss > limit;
    }
}
