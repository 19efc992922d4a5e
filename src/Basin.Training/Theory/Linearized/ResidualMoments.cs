using Basin.Numerics.Kernels;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Threading;

namespace Basin.Training.Theory.Linearized;

/// <summary>
/// SGD on a linear model with squared error, exactly on average: M = E[eeᵀ] of its residuals, which with the kernel K = JJᵀ follows
/// M⁺ = M − (η/n)(KM + MK) + η²((q/n)·K·diag(M)·K + ((1 − q)/n²)·KMK), and E[L] = tr M/2n.
/// </summary>
/// <remarks>q = 1/B with replacement. A step costs 6n³ flops. Not safe for use by two threads at once.</remarks>
public sealed unsafe class ResidualMoments
{
    private readonly double[] _kernel, _moments, _cross, _mixed, _half, _outer;
    private readonly double[] _squares;

    /// <summary>Starts from M = K, which no mode of the model is missing from.</summary>
    /// <param name="kernel">K, shape (n, n).</param>
    /// <param name="examples">n.</param>
    public ResidualMoments(ReadOnlySpan<double> kernel, int examples)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(kernel.Length, examples * examples);
        Examples = examples;
        _kernel = kernel.ToArray();
        (_moments, _cross, _mixed, _half, _outer) = (kernel.ToArray(), new double[kernel.Length], new double[kernel.Length], new double[kernel.Length], new double[kernel.Length]);
        _squares = [.. Enumerable.Range(0, examples).Select(i => Vectors.Dot<double>(Row(_kernel, i), Row(_kernel, i)))];
    }

    /// <summary>n.</summary>
    public int Examples { get; }

    /// <summary>E[L].</summary>
    public double Loss => Trace(_moments) / (2 * Examples);

    /// <summary>‖G‖_F = ‖K‖_F/n.</summary>
    public double FrobeniusNorm => Math.Sqrt(_squares.Sum()) / Examples;

    /// <summary>μ of this state: E tr(ΣG)/(2·E[L]·‖G‖_F²).</summary>
    public double Alignment
    {
        get
        {
            var (n, first, second) = ((double)Examples, 0.0, 0.0);
            Multiply(_kernel, _moments, _cross);
            for (var i = 0; i < Examples; i++)
            {
                first += _moments[(i * Examples) + i] * _squares[i];
                second += Vectors.Dot<double>(Row(_kernel, i), Row(_cross, i));
            }

            return ((first / n / n) - (second / n / n / n)) / (2 * Loss * FrobeniusNorm * FrobeniusNorm);
        }
    }

    /// <summary>Takes M = eeᵀ.</summary>
    /// <param name="residuals">e, shape (n).</param>
    public void Start(ReadOnlySpan<double> residuals)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(residuals.Length, Examples);
        for (var i = 0; i < Examples; i++)
            for (var j = 0; j < Examples; j++) _moments[(i * Examples) + j] = residuals[i] * residuals[j];
    }

    /// <summary>Takes M = I.</summary>
    public void StartIsotropic()
    {
        Array.Clear(_moments);
        for (var i = 0; i < Examples; i++) _moments[(i * Examples) + i] = 1;
    }

    /// <summary>Takes a step.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="noiseFactor">q.</param>
    /// <returns>The factor by which E[L] grew.</returns>
    public double Step(double learningRate, double noiseFactor)
    {
        var (n, before) = (Examples, Trace(_moments));
        Multiply(_kernel, _moments, _cross);
        for (var i = 0; i < n * n; i++) _mixed[i] = (1 - noiseFactor) / n / n * _moments[i];
        for (var i = 0; i < n; i++) _mixed[(i * n) + i] += noiseFactor / n * _moments[(i * n) + i];
        Multiply(_kernel, _mixed, _half);
        Multiply(_half, _kernel, _outer);
        for (var i = 0; i < n; i++)
        {
            // Both triangles alike: what rounding leaves antisymmetric would grow on its own.
            for (var j = 0; j <= i; j++)
            {
                var (a, b) = ((i * n) + j, (j * n) + i);
                _moments[a] = _moments[b] = _moments[a] - (learningRate / n * (_cross[a] + _cross[b])) + (learningRate * learningRate * (_outer[a] + _outer[b]) / 2);
            }
        }

        return Trace(_moments) / before;
    }

    /// <summary>Steps until the state only grows, each time brought back to its size.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="noiseFactor">q.</param>
    /// <param name="steps">How many, at least 1.</param>
    /// <returns>The growth at the last.</returns>
    public double Settle(double learningRate, double noiseFactor, int steps)
    {
        var growth = 1.0;
        for (var step = 0; step < steps; step++)
        {
            growth = Step(learningRate, noiseFactor);
            Vectors.Scale(1 / growth, _moments);
        }

        return growth;
    }

    private ReadOnlySpan<double> Row(double[] matrix, int i) => matrix.AsSpan(i * Examples, Examples);

    private double Trace(double[] matrix)
    {
        var trace = 0.0;
        for (var i = 0; i < Examples; i++) trace += matrix[(i * Examples) + i];
        return trace;
    }

    private void Multiply(double[] left, double[] right, double[] result)
    {
        fixed (double* a = left, b = right, c = result)
            Gemm.Multiply(Workers.Serial, Examples, Examples, Examples, new Matrix<double>(a, Examples), new Matrix<double>(b, Examples), c, Examples, accumulate: false);
    }
}
