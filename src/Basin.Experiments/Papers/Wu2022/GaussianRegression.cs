using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>Linear regression on inputs x ~ N(0, S), S = diag(s), at a distance u from the truth: gradient noise exactly and from samples.</summary>
internal sealed class GaussianRegression
{
    private readonly int _d;
    private readonly double[] _spectrum, _offset, _noise, _covariance;
    private readonly double _loss;

    /// <summary>Draws u and the samples, of which second and fourth moments are kept.</summary>
    public GaussianRegression(int dimension, int samples, Seed seed, CancellationToken cancellationToken)
    {
        _d = dimension;
        _spectrum = [.. Enumerable.Range(0, dimension).Select(i => 2.0 / (2 + i))];
        _offset = new double[dimension];
        seed.Stream("alignment/offset").FillGaussian<double>(_offset);
        (_noise, _covariance) = (new double[dimension * dimension], new double[dimension * dimension]);
        var (x, gradient) = (new double[dimension], new double[dimension]);
        var random = seed.Stream("alignment/samples");
        for (var k = 0; k < samples; k++)
        {
            if ((k & 4095) == 0) cancellationToken.ThrowIfCancellationRequested();
            random.FillGaussian<double>(x);
            var residual = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                x[i] *= Math.Sqrt(_spectrum[i]);
                residual += x[i] * _offset[i];
            }

            _loss += residual * residual / 2 / samples;
            for (var i = 0; i < x.Length; i++)
            {
                gradient[i] += residual * x[i] / samples;
                for (var j = 0; j < x.Length; j++)
                {
                    _covariance[(i * _d) + j] += x[i] * x[j] / samples;
                    _noise[(i * _d) + j] += residual * residual * x[i] * x[j] / samples;
                }
            }
        }

        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++) _noise[(i * _d) + j] -= gradient[i] * gradient[j];
    }

    /// <summary>1 + λ₁²/‖S‖²_F, the largest μ of the linear model.</summary>
    public double Ceiling => 1 + (Math.Pow(_spectrum.Max(), 2) / _spectrum.Sum(s => s * s));

    /// <summary>I.</summary>
    public static double[] Identity(int d)
    {
        var identity = new double[d * d];
        for (var i = 0; i < d; i++) identity[(i * d) + i] = 1;
        return identity;
    }

    /// <summary>JJᵀ of J, shape (d, p).</summary>
    public static double[] Gram(double[] jacobian, int d, int p)
    {
        var gram = new double[d * d];
        for (var i = 0; i < d; i++)
            for (var j = 0; j < d; j++)
                for (var k = 0; k < p; k++) gram[(i * d) + j] += jacobian[(i * p) + k] * jacobian[(j * p) + k];
        return gram;
    }

    /// <summary>μ = tr(MΣMS)/(2L·tr(MSMS)) of a network with M = (∂v/∂θ)(∂v/∂θ)ᵀ: with Σ = 2L·S + (Su)(Su)ᵀ, and from the samples.</summary>
    public (double Closed, double Sampled) Alignment(double[] m)
    {
        var (covariance, noise, twice) = (new double[_d * _d], new double[_d * _d], 0.0);
        for (var i = 0; i < _d; i++) twice += _offset[i] * _offset[i] * _spectrum[i];
        for (var i = 0; i < _d; i++)
        {
            covariance[(i * _d) + i] = _spectrum[i];
            for (var j = 0; j < _d; j++)
                noise[(i * _d) + j] = (i == j ? twice * _spectrum[i] : 0) + (_spectrum[i] * _offset[i] * _spectrum[j] * _offset[j]);
        }

        return (Ratio(m, noise, covariance, twice), Ratio(m, _noise, _covariance, 2 * _loss));
    }

    private double Ratio(double[] m, double[] noise, double[] covariance, double twiceLoss)
    {
        var (left, right) = (Multiply(m, noise), Multiply(m, covariance));
        return TraceOfProduct(left, right) / (twiceLoss * TraceOfProduct(right, right));
    }

    private double[] Multiply(double[] a, double[] b)
    {
        var result = new double[_d * _d];
        for (var i = 0; i < _d; i++)
            for (var k = 0; k < _d; k++)
                for (var j = 0; j < _d; j++) result[(i * _d) + j] += a[(i * _d) + k] * b[(k * _d) + j];
        return result;
    }

    private double TraceOfProduct(double[] a, double[] b)
    {
        var trace = 0.0;
        for (var i = 0; i < _d; i++)
            for (var j = 0; j < _d; j++) trace += a[(i * _d) + j] * b[(j * _d) + i];
        return trace;
    }
}
