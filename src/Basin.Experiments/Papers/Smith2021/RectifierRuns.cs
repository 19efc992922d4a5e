using Basin.Models.Data;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Trains a small rectifier network with many settings and seeds. Runs of one seed share examples, initial weights and orders.</summary>
internal static class RectifierRuns
{
    private const int HeldOut = 1000;

    // A run whose loss is this large does not come back.
    private const double Lost = 1e6;

    /// <summary>Runs every setting with every seed.</summary>
    /// <returns>For each setting one outcome a seed.</returns>
    public static RectifierOutcome[][] Run(ClaimContext context, RectifierStudy study, IReadOnlyList<RectifierSetting> settings)
    {
        var data = study.Open();
        var runs = settings.SelectMany((_, s) => Enumerable.Range(0, context.Seeds).Select(seed => (Setting: s, Seed: seed))).ToArray();
        var outcomes = context.ForEach(runs, run => Run(study, data, settings[run.Setting], context.Seed.Derive("seed", run.Seed), context.CancellationToken));
        return [.. settings.Select((_, s) => outcomes.AsSpan(s * context.Seeds, context.Seeds).ToArray())];
    }

    /// <summary>One run.</summary>
    public static RectifierOutcome Run(RectifierStudy study, DataSet<double> data, RectifierSetting setting, Seed seed, CancellationToken cancellationToken)
    {
        var (train, test) = Part(data, study.Examples, seed);
        using var trainRows = new RectifierData(train);
        using var testRows = new RectifierData(test);
        using var network = new RectifierNetwork(train.ExampleShape.Length, study.Hidden, train.Targets.Count, Math.Min(setting.Batch, study.Examples));
        network.Load(Start(study, network, trainRows, seed));
        var order = Enumerable.Range(0, study.Examples).ToArray();
        var diverged = false;
        for (var epoch = 0; epoch < setting.Epochs && !diverged; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            seed.Stream("shuffle", epoch).Shuffle<int>(order);
            for (var start = 0; start < order.Length; start += setting.Batch)
            {
                var loss = network.Step(trainRows, order.AsSpan(start, Math.Min(setting.Batch, order.Length - start)), setting.Rate, setting.Penalty);
                diverged |= !(loss < Lost);
            }
        }

        return new RectifierOutcome(network.Evaluate(testRows).Accuracy!.Value, BatchSquares(network, trainRows, order, setting.Batch), diverged);
    }

    // Without centring the mean of the inputs would carry most of the curvature and decide alone which rates are stable.
    private static (DataSet<double> Train, DataSet<double> Test) Part(DataSet<double> data, int examples, Seed seed)
    {
        var order = Enumerable.Range(0, data.Count).ToArray();
        seed.Stream("examples").Shuffle<int>(order);
        var mean = new double[data.ExampleShape.Length];
        foreach (var index in order.AsSpan(0, examples))
            for (var i = 0; i < mean.Length; i++) mean[i] += data.Input(index)[i] / examples;
        return (Centred(data, order.AsSpan(0, examples), mean), Centred(data, order.AsSpan(examples, Math.Min(HeldOut, order.Length - examples)), mean));
    }

    private static DataSet<double> Centred(DataSet<double> data, ReadOnlySpan<int> indices, double[] mean)
    {
        var (inputs, classes) = (new double[indices.Length * mean.Length], new double[indices.Length]);
        for (var e = 0; e < indices.Length; e++)
        {
            for (var i = 0; i < mean.Length; i++) inputs[(e * mean.Length) + i] = data.Input(indices[e])[i] - mean[i];
            classes[e] = data.Class(indices[e]);
        }

        return new DataSet<double>(data.Name, data.ExampleShape, inputs, classes, data.Targets, data.Source);
    }

    // Weights N(0, 2/d) and N(0, 1/h), times the scale; biases 0.
    private static double[] Start(RectifierStudy study, RectifierNetwork network, RectifierData data, Seed seed)
    {
        var theta = new double[network.ParameterCount];
        var (first, second) = (data.InputLength * study.Hidden, (data.InputLength + 1) * study.Hidden);
        Fill("first", theta.AsSpan(0, first), Math.Sqrt(2.0 / data.InputLength));
        Fill("second", theta.AsSpan(second, study.Hidden * data.Outputs), Math.Sqrt(1.0 / study.Hidden));
        return theta;

        void Fill(string name, Span<double> weights, double deviation)
        {
            seed.Stream(name).FillGaussian(weights);
            foreach (ref var weight in weights) weight *= study.Scale * deviation;
        }
    }

    private static double BatchSquares(RectifierNetwork network, RectifierData data, int[] order, int batch)
    {
        var (sum, count) = (0.0, 0);
        for (var start = 0; start < order.Length; start += batch, count++)
            sum += network.GradientSquare(data, order.AsSpan(start, Math.Min(batch, order.Length - start)));
        return sum / count;
    }
}
