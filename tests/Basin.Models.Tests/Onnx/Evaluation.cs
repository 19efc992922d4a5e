using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Models.Tests.Onnx;

/// <summary>The outputs of an imported network at the file's parameters.</summary>
internal static class Evaluation
{
    public static double[] Outputs(OnnxModel model, double[] inputs, BatchNormMode mode = BatchNormMode.Frozen) => Outputs(model.Network<double>(), inputs, mode);

    public static double[] Outputs(Network<double> network, double[] inputs, BatchNormMode mode = BatchNormMode.Frozen)
    {
        var joined = new Model<double>(network, LossKind.SquaredError);
        using var theta = new NativeBuffer<double>(network.ParameterCount);
        network.Initialize(new Seed(1), theta.Span);
        var state = new double[network.StateCount];
        network.InitializeState(state);
        using var batch = new Batch<double>(joined, inputs.Length / network.ExampleShape.Length, mode, theta, new PlanOptions { Derivatives = Derivatives.None });
        inputs.CopyTo(batch.Plan.Values(batch.Traced.Inputs));
        batch.FillState(state);
        batch.Plan.Evaluate();
        return batch.Plan.Values(batch.Traced.Graph.Head).ToArray();
    }

    /// <summary>Images (n, c, h, w) as (n, h, w, c).</summary>
    public static double[] ChannelsLast(double[] images, int n, int c, int pixels)
    {
        var moved = new double[images.Length];
        for (var i = 0; i < n; i++)
            for (var channel = 0; channel < c; channel++)
                for (var p = 0; p < pixels; p++) moved[(((i * pixels) + p) * c) + channel] = images[(((i * c) + channel) * pixels) + p];
        return moved;
    }

    public static void Close(double[] wanted, double[] found, double tolerance = 1e-12)
    {
        Assert.Equal(wanted.Length, found.Length);
        for (var i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(wanted[i] - found[i]) <= tolerance * (1 + Math.Abs(wanted[i])), $"element {i}: wanted {wanted[i]:r}, found {found[i]:r}");
    }
}
