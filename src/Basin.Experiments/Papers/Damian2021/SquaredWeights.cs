using System.Runtime.CompilerServices;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>f = ⟨w₊² − w₋², x⟩ with L = (1/2n)Σ(f − y)², the weights of both signs from one value.</summary>
/// <remarks>Batches of any size, and the average of β on the way, are what this has beside the library's diagonal networks.</remarks>
internal sealed class SquaredWeights
{
    private readonly VectorExamples _examples;
    private readonly double[] _plus, _minus;

    public SquaredWeights(VectorExamples examples, double initial)
    {
        (_examples, _plus, _minus) = (examples, new double[examples.Dimension], new double[examples.Dimension]);
        Array.Fill(_plus, initial);
        Array.Fill(_minus, initial);
    }

    public double[] Coefficients() => [.. _plus.Zip(_minus, (p, m) => (p * p) - (m * m))];

    /// <summary>Σ hⱼ(w₊ⱼ² + w₋ⱼ²).</summary>
    public double SquaredNorm(double[] weights) => weights.Select((h, j) => h * ((_plus[j] * _plus[j]) + (_minus[j] * _minus[j]))).Sum();

    /// <summary>SGD with labels moved by ±σ; the mean of β over the second half of the steps.</summary>
    public double[] Descend(double eta, double sigma, int batch, int steps, Seed seed, CancellationToken cancellationToken)
    {
        var (batches, labels) = (seed.Stream("batches"), seed.Stream("label-noise"));
        var (gradient, beta, mean) = (new double[_plus.Length], new double[_plus.Length], new double[_plus.Length]);
        for (var step = 0; step < steps; step++)
        {
            if ((step & 8191) == 0) cancellationToken.ThrowIfCancellationRequested();
            FillCoefficients(beta);
            Array.Clear(gradient);
            for (var b = 0; b < batch; b++)
            {
                var example = batches.NextInt(_examples.Count);
                var noise = (labels.NextUInt64() & 1) == 0 ? sigma : -sigma;
                var slope = Vectors.Dot<double>(beta, _examples.Input(example)) - _examples.Targets[example] - noise;
                Vectors.AddScaled(slope / batch, _examples.Input(example), gradient);
            }

            Move(gradient, eta);
            if (step >= steps / 2) Vectors.AddScaled<double>(2.0 / steps, beta, mean);
        }

        return mean;
    }

    /// <summary>Descends on L without noise until it is zero in all but rounding.</summary>
    public void Flow(double eta, CancellationToken cancellationToken)
    {
        var (gradient, beta) = (new double[_plus.Length], new double[_plus.Length]);
        for (var loss = double.PositiveInfinity; loss > 1e-16;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FillCoefficients(beta);
            Array.Clear(gradient);
            loss = 0;
            for (var i = 0; i < _examples.Count; i++)
            {
                var slope = Vectors.Dot<double>(beta, _examples.Input(i)) - _examples.Targets[i];
                loss += slope * slope / (2 * _examples.Count);
                Vectors.AddScaled(slope / _examples.Count, _examples.Input(i), gradient);
            }

            Move(gradient, eta);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillCoefficients(double[] beta)
    {
        for (var j = 0; j < beta.Length; j++) beta[j] = (_plus[j] - _minus[j]) * (_plus[j] + _minus[j]);
    }

    // ∂f/∂w± = ±2w±x.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(double[] gradient, double eta)
    {
        for (var j = 0; j < gradient.Length; j++)
        {
            _plus[j] -= 2 * eta * gradient[j] * _plus[j];
            _minus[j] += 2 * eta * gradient[j] * _minus[j];
        }
    }
}
