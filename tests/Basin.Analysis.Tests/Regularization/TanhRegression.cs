using Basin.Analysis.Regularization;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Regularization;

/// <summary>½(tanh(x·w) − y)² over three weights, in fixed batches taken in every order.</summary>
internal sealed class TanhRegression
{
    private const int Dimension = 3;
    private readonly double[] _x, _y, _start;
    private readonly int _examples, _batch;

    public TanhRegression(int examples, int batch)
    {
        (_examples, _batch) = (examples, batch);
        (_x, _y, _start) = (new double[examples * Dimension], new double[examples], new double[Dimension]);
        new Seed(3).Stream("inputs").FillGaussian(_x.AsSpan());
        new Seed(3).Stream("targets").FillGaussian(_y.AsSpan());
        new Seed(3).Stream("start").FillGaussian(_start.AsSpan());
    }

    private int Batches => _examples / _batch;

    /// <summary>How far the mean over all orders is from the flow on the modified loss after an epoch, and how far the orders are from each other.</summary>
    public (double Error, double Spread) Epoch(double rate, ShufflingCoefficients coefficients)
    {
        var ends = Orders.Shuffles(Batches).Select(order =>
        {
            var w = (double[])_start.Clone();
            foreach (var batch in order)
            {
                var gradient = Gradient(w, batch);
                for (var i = 0; i < Dimension; i++) w[i] -= rate * gradient[i];
            }

            return w;
        }).ToArray();
        double[] mean = [.. Enumerable.Range(0, Dimension).Select(i => ends.Average(end => end[i]))];
        var flow = Flow(coefficients, Batches * rate);
        return (Distance(mean, flow), Math.Sqrt(ends.Average(end => Math.Pow(Distance(end, mean), 2))));
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private double[] Flow(ShufflingCoefficients coefficients, double time)
    {
        const int steps = 50;
        var (w, h) = ((double[])_start.Clone(), time / steps);
        for (var i = 0; i < steps; i++)
        {
            var k1 = Slope(w, coefficients);
            var k2 = Slope(Moved(w, k1, h / 2), coefficients);
            var k3 = Slope(Moved(w, k2, h / 2), coefficients);
            var k4 = Slope(Moved(w, k3, h), coefficients);
            for (var j = 0; j < Dimension; j++) w[j] += h / 6 * (k1[j] + (2 * k2[j]) + (2 * k3[j]) + k4[j]);
        }

        return w;
    }

    private static double[] Moved(double[] w, double[] direction, double h) => [.. w.Zip(direction, (x, d) => x + (h * d))];

    // −∇(L + (G/4)‖∇L‖² + (N/4)(mean ‖gⱼ‖² − ‖∇L‖²)), with ½∇‖g‖² = Hg.
    private double[] Slope(double[] w, ShufflingCoefficients coefficients)
    {
        var gradients = Enumerable.Range(0, Batches).Select(j => Gradient(w, j)).ToArray();
        double[] mean = [.. Enumerable.Range(0, Dimension).Select(i => gradients.Average(g => g[i]))];
        var ownProducts = gradients.Select((g, j) => Product(w, j, g)).ToArray();
        var meanProducts = gradients.Select((_, j) => Product(w, j, mean)).ToArray();
        return [.. Enumerable.Range(0, Dimension).Select(i =>
        {
            var (full, own) = (meanProducts.Average(p => p[i]), ownProducts.Average(p => p[i]));
            return -(mean[i] + (coefficients.Gradient / 2 * full) + (coefficients.Noise / 2 * (own - full)));
        })];
    }

    private double[] Gradient(double[] w, int batch) => Sum(w, batch, (r, slope, _, _) => r * slope);

    private double[] Product(double[] w, int batch, double[] v) =>
        Sum(w, batch, (r, slope, bend, x) => ((slope * slope) + (r * bend)) * (x[0] * v[0] + x[1] * v[1] + x[2] * v[2]));

    private double[] Sum(double[] w, int batch, Func<double, double, double, double[], double> weight)
    {
        var sum = new double[Dimension];
        for (var e = batch * _batch; e < (batch + 1) * _batch; e++)
        {
            var x = _x[(e * Dimension)..((e + 1) * Dimension)];
            var value = Math.Tanh((x[0] * w[0]) + (x[1] * w[1]) + (x[2] * w[2]));
            var slope = 1 - (value * value);
            var c = weight(value - _y[e], slope, -2 * value * slope, x) / _batch;
            for (var i = 0; i < Dimension; i++) sum[i] += c * x[i];
        }

        return sum;
    }
}
