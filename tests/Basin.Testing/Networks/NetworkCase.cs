using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Testing.Networks;

/// <summary>A network beside the same network in naive hyper-dual arithmetic.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Create">The network, in float64.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Outputs">From θ, the inputs of n examples and n to their outputs.</param>
/// <param name="Examples">n of the test data; no multiple of the shard size.</param>
/// <param name="BatchNorm">Which statistics batch norm uses.</param>
public sealed record NetworkCase(
    string Name,
    Func<Network<double>> Create,
    LossKind Loss,
    Func<HyperDual[], HyperDual[], int, HyperDual[]> Outputs,
    int Examples = 7,
    BatchNormMode BatchNorm = BatchNormMode.Frozen)
{
    /// <summary>Whether the oracle, being slow, checks some of the parameters only.</summary>
    public bool Sampled { get; init; }

    /// <summary>Every which parameter the oracle checks.</summary>
    public int StrideFor(int parameters) => Sampled ? Math.Max(1, parameters / 61) : 1;

    public Model<double> Model() => new(Create(), Loss);

    /// <summary>Random examples that fit the network.</summary>
    public DataSet<double> Data(Model<double> model)
    {
        var stream = new Seed(11).Stream("data");
        int n = Examples, k = model.Network.Outputs;
        var inputs = new double[n * model.Network.ExampleShape.Length];
        stream.FillGaussian(inputs.AsSpan());
        if (Loss == LossKind.SquaredError)
        {
            var values = new double[n * k];
            stream.FillGaussian(values.AsSpan());
            return new DataSet<double>(Name, model.Network.ExampleShape, inputs, values, Targets.Values(k), "made by the test");
        }

        var classes = Loss == LossKind.Logistic ? 2 : k;
        double[] labels = [.. Enumerable.Range(0, n).Select(_ => (double)stream.NextInt(classes))];
        return new DataSet<double>(Name, model.Network.ExampleShape, inputs, labels, Targets.Classes(classes), "made by the test");
    }

    /// <summary>θ away from its start, so that no bias or scale hides at 0 or 1.</summary>
    public double[] Point(Model<double> model)
    {
        var theta = new double[model.Network.ParameterCount];
        model.Network.Initialize(new Seed(12), theta);
        var shake = new Seed(12).Stream("shake");
        for (var i = 0; i < theta.Length; i++) theta[i] += 0.1 * shake.NextGaussian();
        return theta;
    }

    /// <summary>The naive outputs and the naive loss of some examples.</summary>
    public (Func<HyperDual[], HyperDual[]> Outputs, Func<HyperDual[], HyperDual> Loss) Oracle(DataSet<double> data, int first, int count)
    {
        var d = data.ExampleShape.Length;
        HyperDual[] inputs = [.. data.Inputs.Slice(first * d, count * d).ToArray().Select(x => (HyperDual)x)];
        var targets = data.TargetValues.Slice(first * data.Targets.Width, count * data.Targets.Width).ToArray();
        return (theta => Outputs(theta, inputs, count), z => Loss switch
        {
            LossKind.CrossEntropy => Naive.CrossEntropy(z, targets),
            LossKind.SquaredError => Naive.SquaredError(z, targets, count),
            _ => Naive.Logistic(z, targets),
        });
    }

    public override string ToString() => Name;
}
