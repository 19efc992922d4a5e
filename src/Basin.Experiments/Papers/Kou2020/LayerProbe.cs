using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>A network of one stochastic norm between dense layers, in float64, beside the same network with batch norm.</summary>
internal sealed class LayerProbe
{
    private const int Examples = 12, Width = 7;
    private static readonly int[] _batch = [.. Enumerable.Range(0, Examples)];
    private readonly Seed _seed;
    private readonly DataSet<double> _data;

    /// <summary>Draws data.</summary>
    public LayerProbe(Seed seed)
    {
        _seed = seed;
        var inputs = new double[Examples * 5];
        seed.Stream("inputs").FillGaussian(inputs.AsSpan());
        _data = Data(inputs);
    }

    /// <summary>The largest difference of p = 1 from batch norm over loss and gradient.</summary>
    public double DifferenceFromBatchNorm() => Largest(Step(new StochNormSettings(1)).Gradient, Step(null).Gradient);

    /// <summary>The largest difference of p = 0 from the frozen network, whose norms are affine maps.</summary>
    public double DifferenceFromAffine()
    {
        using var problem = Problem(_data, new StochNormSettings(0));
        Shake(problem);
        using var theta = Copy(problem.Parameters);
        using var batch = new Batch<double>(Model(null), Examples, BatchNormMode.Frozen, theta, new PlanOptions());
        batch.Fill(_data, 0);
        batch.FillState(problem.Statistics);
        var loss = batch.Plan.Evaluate();
        batch.Plan.Backpropagate();
        var stochastic = problem.ComputeGradient(0, _batch);
        return Math.Max(Math.Abs(loss - stochastic), Largest(batch.Plan.Gradient, problem.Gradient));
    }

    /// <summary>The largest difference of the gradient from central differences, for one draw that both use.</summary>
    public double DifferenceFromSlopes(double probability)
    {
        const double h = 1e-5;
        const int step = 3;
        using var problem = Problem(_data, new StochNormSettings(probability));
        Shake(problem);
        double[] gradient = new double[problem.Parameters.Length], statistics = [.. problem.Statistics];
        problem.ComputeGradient(step, _batch);
        problem.Gradient.CopyTo(gradient);
        var largest = 0.0;
        for (var i = 0; i < gradient.Length; i++) largest = Math.Max(largest, Math.Abs(((Loss(i, h) - Loss(i, -h)) / (2 * h)) - gradient[i]));
        return largest;

        double Loss(int index, double shift)
        {
            // A step moves the statistics: each loss begins where the first did.
            statistics.CopyTo(problem.Statistics);
            problem.Parameters[index] += shift;
            var loss = problem.ComputeGradient(step, _batch);
            problem.Parameters[index] -= shift;
            return loss;
        }
    }

    /// <summary>The difference in loss of the network in use from the same with batch norm.</summary>
    public double DifferenceInUse()
    {
        using var stochastic = Problem(_data, new StochNormSettings(0.5));
        using var plain = Problem(_data, null);
        Shake(stochastic);
        Shake(plain);
        return Math.Abs(stochastic.EvaluateTrain().Loss - plain.EvaluateTrain().Loss);
    }

    /// <summary>The largest difference of the moving statistics after one step from those of batch norm, over draws of 20 steps.</summary>
    public double DifferenceOfStatistics()
    {
        var expected = Step(null).Statistics;
        return Enumerable.Range(0, 20).Max(step => Largest(Step(new StochNormSettings(0.5), step).Statistics, expected));
    }

    /// <summary>The difference in loss in use from batch norm after both were trained on inputs that are all the same.</summary>
    public static double DifferenceAfterConstants(Seed seed)
    {
        var probe = new LayerProbe(seed);
        var constant = Data([.. Enumerable.Range(0, Examples * 5).Select(i => 0.1 * (i % 5))]);
        return Math.Abs(After(new StochNormSettings(0.5)) - After(null));

        // The statistics of a constant are its own: after many steps both norms have the same, without a step of θ.
        double After(StochNormSettings? settings)
        {
            using var problem = probe.Problem(constant, settings);
            for (var step = 0; step < 400; step++) problem.ComputeGradient(step, _batch);
            return problem.EvaluateTrain().Loss;
        }
    }

    /// <summary>The share of channels that take the batch, over 2000 draws of 16 channels, with its standard error at <paramref name="probability"/>.</summary>
    public static (double Share, double StandardError) Frequency(Seed seed, double probability)
    {
        const int draws = 2000, channels = 16;
        var node = new Input<double>("selection", new Shape(channels), hasExamples: false);
        var selection = new ChannelSelection<double>(node, new StochNormSettings(probability));
        var (source, drawn, count) = (seed.Stream("frequency"), new double[channels], 0.0);
        for (var i = 0; i < draws; i++)
        {
            selection.Draw(source, drawn);
            count += drawn.Sum();
        }

        return (count / (draws * channels), Math.Sqrt(probability * (1 - probability) / (draws * channels)));
    }

    private (double[] Gradient, double[] Statistics) Step(StochNormSettings? settings, int step = 0)
    {
        using var problem = Problem(_data, settings);
        Shake(problem);
        var loss = problem.ComputeGradient(step, _batch);
        return ([loss, .. problem.Gradient], [.. problem.Statistics]);
    }

    private NetworkProblem<double> Problem(DataSet<double> data, StochNormSettings? settings) => new(Model(settings), data, null, _seed, Workers.Serial);

    private static Model<double> Model(StochNormSettings? settings)
    {
        var network = new Network<double>("probe", new Shape(5), new Chain<double>(
            ("dense1", new Dense<double>(Width)), ("norm", new BatchNorm<double>()), ("tanh", new Activate<double>(Activation.Tanh)), ("dense2", new Dense<double>(3))));
        return new Model<double>(settings is null ? network : network.WithStochNorm(settings), LossKind.CrossEntropy);
    }

    // Scales, shifts and statistics away from where they begin.
    private void Shake(NetworkProblem<double> problem)
    {
        var source = _seed.Stream("shake");
        foreach (ref var parameter in problem.Parameters) parameter += 0.3 * source.NextGaussian();
        foreach (ref var statistic in problem.Statistics) statistic = 0.5 + source.NextDouble();
    }

    private static NativeBuffer<double> Copy(ReadOnlySpan<double> values)
    {
        var buffer = new NativeBuffer<double>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    private static DataSet<double> Data(double[] inputs) =>
        new("probe", new Shape(5), inputs, [.. Enumerable.Range(0, Examples).Select(i => (double)(i % 3))], Targets.Classes(3), "made by the claim");

    private static double Largest(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var largest = 0.0;
        for (var i = 0; i < x.Length; i++) largest = Math.Max(largest, Math.Abs(x[i] - y[i]));
        return largest;
    }
}
