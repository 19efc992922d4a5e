using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>One step of SGD on fresh isotropic Gaussian inputs, many times over: u⁺ = u − (η/B) Σ x(x·u) from a unit vector, with L = ½‖u‖².</summary>
/// <param name="Growth">Of L, its mean.</param>
/// <param name="Logarithm">Its mean logarithm.</param>
internal readonly record struct OneStep(Measurement Growth, Measurement Logarithm)
{
    public static OneStep Of(int dimension, int batch, double rate, int paths, RandomSource random, CancellationToken cancellationToken)
    {
        var (x, u) = (new double[dimension], new double[dimension]);
        var (growths, logarithms) = (new Moments(), new Moments());
        for (var path = 0; path < paths; path++)
        {
            if ((path & 4095) == 0) cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(u);

            // Every direction is like any other.
            u[0] = 1;
            for (var b = 0; b < batch; b++)
            {
                random.FillGaussian<double>(x);
                var weight = rate / batch * x[0];
                for (var i = 0; i < dimension; i++) u[i] -= weight * x[i];
            }

            var growth = 0.0;
            foreach (var value in u) growth += value * value;
            growths.Add(growth);
            logarithms.Add(Math.Log(growth));
        }

        return new OneStep(growths.Mean, logarithms.Mean);
    }

    /// <summary>Mean and standard error as numbers arrive. Source: Welford (1962).</summary>
    private sealed class Moments
    {
        private double _mean, _squares;
        private long _count;

        public Measurement Mean => new(_mean, Math.Sqrt(_squares / (_count - 1) / _count));

        public void Add(double value)
        {
            var step = value - _mean;
            _mean += step / ++_count;
            _squares += step * (value - _mean);
        }
    }
}
