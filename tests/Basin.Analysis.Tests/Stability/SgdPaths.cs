using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Stability;

/// <summary>Paths of SGD with replacement on a linear model, as residuals; one loop, nothing allocated a step.</summary>
internal sealed class SgdPaths(SampleSpace model, int batch, double rate, RandomSource random)
{
    private readonly int _n = model.Count;
    private readonly double[] _gram = model.Gram.ToRowMajorArray();
    private readonly double[] _residuals = new double[model.Count];
    private readonly double[] _drawn = new double[batch];
    private readonly int[] _examples = new int[batch];

    public void Start(ReadOnlySpan<double> residuals) => residuals.CopyTo(_residuals);

    public double Loss()
    {
        var sum = 0.0;
        foreach (var e in _residuals) sum += e * e;
        return sum / (2 * _n);
    }

    public void Step()
    {
        for (var b = 0; b < _examples.Length; b++)
        {
            _examples[b] = random.NextInt(_n);
            _drawn[b] = rate / _examples.Length * _residuals[_examples[b]];
        }

        for (var b = 0; b < _examples.Length; b++)
        {
            var row = _gram.AsSpan(_examples[b] * _n, _n);
            var weight = _drawn[b];
            for (var j = 0; j < row.Length; j++) _residuals[j] -= weight * row[j];
        }
    }

    /// <summary>The share of paths whose loss passes a thousand times its start within so many steps.</summary>
    public double Diverged(ReadOnlySpan<double> start, int paths, int steps)
    {
        var diverged = 0;
        for (var path = 0; path < paths; path++)
        {
            Start(start);
            var limit = 1e3 * Loss();
            for (var t = 0; t < steps; t++)
            {
                Step();
                if (!(Loss() > limit)) continue;
                diverged++;
                break;
            }
        }

        return (double)diverged / paths;
    }
}
