using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Testing.LinearAlgebra;

/// <summary>H D H with D diagonal and H a random reflection: any spectrum, any dimension, no axis special, eigenvectors known.</summary>
public sealed class SpectralOperator<T> : SymmetricOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _spectrum;
    private readonly double[] _mirror;
    private readonly double[] _work;

    public SpectralOperator(double[] spectrum, RandomSource random)
        : base(spectrum.Length)
    {
        _spectrum = spectrum;
        _work = new double[spectrum.Length];
        _mirror = new double[spectrum.Length];
        random.FillGaussian(_mirror.AsSpan());
        var norm = Math.Sqrt(_mirror.Sum(x => x * x));
        for (var i = 0; i < _mirror.Length; i++) _mirror[i] /= norm;
    }

    public double[] Eigenvector(int index) =>
        [.. Enumerable.Range(0, Dimension).Select(i => (i == index ? 1.0 : 0.0) - (2 * _mirror[i] * _mirror[index]))];

    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        for (var i = 0; i < x.Length; i++) _work[i] = double.CreateTruncating(x[i]);
        Reflect();
        for (var i = 0; i < _work.Length; i++) _work[i] *= _spectrum[i];
        Reflect();
        for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(_work[i]);
    }

    private void Reflect()
    {
        var dot = 0.0;
        for (var i = 0; i < _work.Length; i++) dot += _mirror[i] * _work[i];
        for (var i = 0; i < _work.Length; i++) _work[i] -= 2 * dot * _mirror[i];
    }
}
