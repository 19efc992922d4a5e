using Basin.Models.Layers;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Tests.Torch;

/// <summary>The networks on which Basin and torch are compared. A new operation adds itself to one, or a network of its own.</summary>
internal static class TorchNetworks
{
    public static IReadOnlyDictionary<string, Func<TorchTwin>> All { get; } = new Dictionary<string, Func<TorchTwin>>
    {
        ["mlp"] = Mlp,
    };

    private static TorchTwin Mlp()
    {
        var twin = new TorchTwin("mlp", 6);
        var x = twin.Input("inputs", false, 6, 5);
        x = Tanh(twin, Dense(twin, "dense1", x, 7));
        x = Tanh(twin, Dense(twin, "dense2", x, 4));
        return twin.CrossEntropy(Dense(twin, "dense3", x, 3));
    }

    private static Operation<double> Dense(TorchTwin twin, string name, Operation<double> x, int outputs)
    {
        var weight = twin.Parameter(name + ".weight", x.Shape[^1], outputs);
        var bias = twin.Parameter(name + ".bias", outputs);
        return twin.Add("linear", new Linear<double>(x, weight, bias), [x, weight, bias]);
    }

    private static Operation<double> Tanh(TorchTwin twin, Operation<double> x) =>
        twin.Add("tanh", Activated(x, Activation.Tanh), [x]);

    private static Operation<double> Activated(Operation<double> x, Activation activation) =>
        new Activate<double>(activation).Build(null!, x);
}
