using Basin.Numerics.Random;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Cᵢ = ½(tanh(w·xᵢ) − yᵢ)²: a small nonlinear problem whose Hessians Hᵢ = sᵢ·xᵢxᵢᵀ are known.</summary>
internal sealed class TanhRegression
{
    private readonly double[] _inputs, _targets;

    /// <summary>Draws Gaussian inputs, targets in (−1, 1), and a start.</summary>
    /// <param name="examples">N.</param>
    /// <param name="dimension">d.</param>
    /// <param name="seed">Of the draw.</param>
    public TanhRegression(int examples, int dimension, Seed seed)
    {
        var chance = seed.Stream("tanh-regression");
        (_inputs, _targets, Start) = (new double[examples * dimension], new double[examples], new double[dimension]);
        chance.FillGaussian<double>(_inputs);
        for (var i = 0; i < examples; i++) _targets[i] = (2 * chance.NextDouble()) - 1;
        chance.FillGaussian<double>(Start);
    }

    /// <summary>w₀.</summary>
    public double[] Start { get; }

    /// <summary>N.</summary>
    public int Examples => _targets.Length;

    /// <summary>d.</summary>
    public int Dimension => Start.Length;

    /// <summary>g of the mean over a batch.</summary>
    public void Gradient(ReadOnlySpan<int> batch, ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        foreach (var example in batch) Add(Slope(example, point).Gradient / batch.Length, example, gradient);
    }

    /// <summary>Hv of the mean over a batch.</summary>
    public void HessianProduct(ReadOnlySpan<int> batch, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> product)
    {
        product.Clear();
        foreach (var example in batch) Add(Slope(example, point).Curvature * Along(example, direction) / batch.Length, example, product);
    }

    /// <summary>The batches as losses for a flow.</summary>
    public BatchLosses<double> InBatches(int[][] batches) => new Batches(this, batches);

    /// <summary>Every example as a batch.</summary>
    public BatchLosses<double> AsExamples => InBatches([.. Enumerable.Range(0, Examples).Select(example => new[] { example })]);

    /// <summary>Where the flow on a modified loss is after some time, to about 12 digits.</summary>
    public double[] Flow(BatchLosses<double> losses, ModifiedLoss terms, double time)
    {
        var point = (double[])Start.Clone();
        new RungeKutta<double>(new ModifiedFlow<double>(losses, terms), new FlowOptions { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-14 }).Integrate(point, time);
        return point;
    }

    private (double Gradient, double Curvature) Slope(int example, ReadOnlySpan<double> point)
    {
        var t = Math.Tanh(Along(example, point));
        var (away, slope) = (t - _targets[example], 1 - (t * t));
        return (away * slope, (slope * slope) - (2 * t * slope * away));
    }

    private double Along(int example, ReadOnlySpan<double> vector)
    {
        var input = _inputs.AsSpan(example * vector.Length, vector.Length);
        var sum = 0.0;
        for (var i = 0; i < input.Length; i++) sum += input[i] * vector[i];
        return sum;
    }

    private void Add(double weight, int example, Span<double> sum)
    {
        var input = _inputs.AsSpan(example * sum.Length, sum.Length);
        for (var i = 0; i < input.Length; i++) sum[i] += weight * input[i];
    }

    private sealed class Batches(TanhRegression problem, int[][] batches) : BatchLosses<double>(problem.Dimension, batches.Length)
    {
        public override void Gradient(int batch, ReadOnlySpan<double> point, Span<double> gradient) => problem.Gradient(batches[batch], point, gradient);

        public override void HessianProduct(int batch, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> product) =>
            problem.HessianProduct(batches[batch], point, direction, product);
    }
}
