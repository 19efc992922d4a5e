using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Noise;

namespace Basin.Training.Tests.Noise;

public sealed class ActivationNoiseTests
{
    private static readonly Seed Seed = new(4);

    [Fact]
    public void A_field_is_shared_by_channels_and_fresh_at_each_step()
    {
        using var batch = new NoisyBatch(new Model<double>(Cnn.Create<double>(new Shape(8, 8, 3), 4, isNoisy: true), LossKind.CrossEntropy));
        var noise = new ActivationNoise<double>(0.4, 1, null, 10, Seed);
        noise.Apply(0, batch.Batch);
        var fields = batch.Batch.Traced.Tracer.Fields;
        Assert.Equal([new Shape(8, 8, 16), new Shape(4, 4, 32), new Shape(64)], fields.Select(field => field.Shape));
        var first = batch.Batch.Plan.Values(fields[0]).ToArray();
        for (var i = 0; i < first.Length; i++) Assert.Equal(first[i / 16 * 16], first[i]);
        Assert.True(batch.Batch.Plan.Values(fields[2]).ToArray().Distinct().Count() > 60);
        noise.Apply(1, batch.Batch);
        Assert.NotEqual(first, batch.Batch.Plan.Values(fields[0]).ToArray());
        noise.Apply(0, batch.Batch);
        Assert.Equal(first, batch.Batch.Plan.Values(fields[0]).ToArray());
    }

    [Fact]
    public void It_decays_by_epochs_and_ends()
    {
        var noise = new ActivationNoise<double>(0.4, 0.5, 25, 10, Seed);
        Assert.Equal([0.4, 0.4, 0.2, 0.1, 0], [noise.DeviationAt(0), noise.DeviationAt(9), noise.DeviationAt(10), noise.DeviationAt(24), noise.DeviationAt(25)]);
    }

    [Fact]
    public void Without_noise_a_noisy_network_is_the_plain_one()
    {
        foreach (var create in new Func<bool, Network<double>>[]
        {
            isNoisy => Mlp.Create<double>(new Shape(8, 8, 3), 4, [7, 5], isNoisy: isNoisy),
            isNoisy => Cnn.Create<double>(new Shape(8, 8, 3), 4, isNoisy: isNoisy),
            isNoisy => ResNet20.Create<double>(new Shape(8, 8, 3), 4, isNoisy),
        })
        {
            using var plain = new NoisyBatch(new Model<double>(create(false), LossKind.CrossEntropy));
            using var noisy = new NoisyBatch(new Model<double>(create(true), LossKind.CrossEntropy));
            Assert.Equal(plain.Network.Parameters.Select(parameter => parameter.Name), noisy.Network.Parameters.Select(parameter => parameter.Name));
            Assert.NotEmpty(noisy.Batch.Traced.Tracer.Fields);
            Assert.Equal(plain.Evaluate(0), noisy.Evaluate(0));
            Assert.NotEqual(plain.Evaluate(0), noisy.Evaluate(0.5));
        }
    }

    [Fact]
    public void Frozen_networks_have_no_fields()
    {
        var model = new Model<double>(Cnn.Create<double>(new Shape(8, 8, 1), 4, isNoisy: true), LossKind.CrossEntropy);
        Assert.Empty(model.Trace(2, BatchNormMode.Frozen).Tracer.Fields);
    }

    private sealed class NoisyBatch : IDisposable
    {
        private const int Examples = 3;
        private readonly NativeBuffer<double> _parameters;
        private readonly DataSet<double> _data;

        public NoisyBatch(Model<double> model)
        {
            Network = model.Network;
            _parameters = new NativeBuffer<double>(Network.ParameterCount);
            Network.Initialize(new Seed(1), _parameters.Span);
            Batch = new Batch<double>(model, Examples, BatchNormMode.Batch, _parameters, new PlanOptions { Workers = Workers.Serial });
            var inputs = new double[Examples * Network.ExampleShape.Length];
            new Seed(2).Stream("inputs").FillGaussian<double>(inputs);
            _data = new DataSet<double>("noise", Network.ExampleShape, inputs, [0, 1, 3], Targets.Classes(4), "made by the test");
        }

        public Network<double> Network { get; }

        public Batch<double> Batch { get; }

        public double Evaluate(double deviation)
        {
            Batch.Fill(_data, 0);
            new ActivationNoise<double>(deviation, 1, null, 1, Seed).Apply(3, Batch);
            return Batch.Plan.Evaluate();
        }

        public void Dispose()
        {
            Batch.Dispose();
            _parameters.Dispose();
        }
    }
}
