using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Descent on ½θᵀHθ with momentum and noise of covariance C in the gradient.</summary>
internal sealed class LinearChains(double[] hessian, double[] noise, int dimension, double eta, double beta)
{
    private readonly double[] _root = MatrixAlgebra.Cholesky(noise, dimension);

    /// <summary>The mean of θθᵀ over chains and over steps, after a quarter as many steps to forget the start.</summary>
    /// <remarks>The noise is C^½ times random signs: second moments of a linear recursion know nothing of other moments.</remarks>
    public double[] Average(int chains, int steps, RandomSource random, CancellationToken cancellationToken)
    {
        var n = dimension;
        var (mean, theta, velocity, gradient, signs) = (new double[n * n], new double[n], new double[n], new double[n], new double[n]);
        for (var chain = 0; chain < chains; chain++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(theta);
            Array.Clear(velocity);
            for (var step = -steps / 4; step < steps; step++)
            {
                random.FillSigns<double>(signs);
                for (var i = 0; i < n; i++)
                {
                    var sum = 0.0;
                    for (var j = 0; j < n; j++) sum += (hessian[(i * n) + j] * theta[j]) + (_root[(i * n) + j] * signs[j]);
                    gradient[i] = sum;
                }

                for (var i = 0; i < n; i++) theta[i] -= eta * (velocity[i] = (beta * velocity[i]) + gradient[i]);
                if (step < 0) continue;
                for (var i = 0; i < n; i++)
                    for (var j = 0; j < n; j++) mean[(i * n) + j] += theta[i] * theta[j];
            }
        }

        for (var i = 0; i < mean.Length; i++) mean[i] /= (double)chains * steps;
        return mean;
    }
}
