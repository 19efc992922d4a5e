using System.Text.Json.Nodes;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Tests.Torch;

/// <summary>The networks on which Basin and torch are compared. A new operation adds itself to one, or brings one.</summary>
internal static class TorchNetworks
{
    public static IReadOnlyDictionary<string, Func<TorchTwin>> All { get; } = new Dictionary<string, Func<TorchTwin>>
    {
        ["mlp"] = Mlp,
        ["activations"] = Activations,
        ["logistic"] = Logistic,
        ["arithmetic"] = Arithmetic,
        ["transformer"] = Transformer,
        ["convolutions"] = TorchImageNetworks.Convolutions,
        ["cnn"] = TorchImageNetworks.Cnn,
        ["cnn frozen"] = TorchImageNetworks.CnnFrozen,
    };

    private static TorchTwin Mlp()
    {
        var twin = new TorchTwin("mlp", 6);
        var x = twin.Input("inputs", false, 6, 5);
        x = Tanh(twin, Dense(twin, "dense1", x, 7));
        x = Tanh(twin, Dense(twin, "dense2", x, 4));
        return twin.CrossEntropy(Dense(twin, "dense3", x, 3));
    }

    private static TorchTwin Activations()
    {
        var twin = new TorchTwin("activations", 5);
        var x = Dense(twin, "dense1", twin.Input("inputs", false, 5, 4), 6);
        Operation<double>[] each =
        [
            Tanh(twin, x),
            twin.Add("relu", x.Relu(), [x]),
            twin.Add("leakyRelu", x.LeakyRelu(0.2), [x], new JsonObject { ["leak"] = 0.2 }),
            twin.Add("elu", x.Elu(1.5), [x], new JsonObject { ["scale"] = 1.5 }),
            twin.Add("sigmoid", x.Sigmoid(), [x]),
            twin.Add("softplus", x.Softplus(), [x]),
            twin.Add("silu", x.Silu(), [x]),
            twin.Add("gelu", x.Gelu(), [x]),
            twin.Add("geluTanh", x.GeluTanh(), [x]),
            twin.Add("exp", x.Exp(), [x]),
            twin.Add("erf", x.Erf(), [x]),
            twin.Add("square", x.Square(), [x]),
            twin.Add("negate", x.Negate(), [x]),
            twin.Add("abs", x.Abs(), [x]),
            twin.Add("sine", x.Sine(), [x]),
            twin.Add("cosine", x.Cosine(), [x]),
        ];
        var all = twin.Add("concat", new Concat<double>(1, each), each, new JsonObject { ["axis"] = 1 });
        return twin.SquaredError(Dense(twin, "dense2", all, 3));
    }

    private static TorchTwin Logistic()
    {
        var twin = new TorchTwin("logistic", 7);
        var x = Tanh(twin, Dense(twin, "dense1", twin.Input("inputs", false, 7, 3), 5));
        return twin.Logistic(Dense(twin, "dense2", x, 1));
    }

    // Positive numbers where logarithm, root, power and division want them.
    private static TorchTwin Arithmetic()
    {
        var twin = new TorchTwin("arithmetic", 4);
        var x = Dense(twin, "dense1", twin.Input("inputs", false, 4, 3), 6);
        var y = Dense(twin, "dense2", x, 6);
        var positive = twin.Add("softplus", y.Softplus(), [y]);
        var safe = twin.Add("affine", new Affine<double>(positive, 2, 0.5), [positive], new JsonObject { ["factor"] = 2, ["term"] = 0.5 });
        Operation<double>[] each =
        [
            twin.Add("add", x.Add(y), [x, y]),
            twin.Add("subtract", x.Subtract(y), [x, y]),
            twin.Add("multiply", x.Multiply(y), [x, y]),
            twin.Add("divide", x.Divide(safe), [x, safe]),
            twin.Add("log", safe.Log(), [safe]),
            twin.Add("power", safe.Power(1.7), [safe], new JsonObject { ["exponent"] = 1.7 }),
            twin.Add("sqrt", safe.Sqrt(), [safe]),
            twin.Add("reciprocal", safe.Reciprocal(), [safe]),
            twin.Add("softmax", new Softmax<double>(x), [x]),
        ];
        var all = twin.Add("concat", new Concat<double>(1, each), each, new JsonObject { ["axis"] = 1 });
        return twin.SquaredError(Dense(twin, "dense3", all, 2));
    }

    // One block of a transformer: embedded tokens with positions, layer norm, two heads, a GELU layer, residuals.
    private static TorchTwin Transformer()
    {
        const int Examples = 3, Tokens = 4, Heads = 2, Width = 6, Words = 5;
        var twin = new TorchTwin("transformer", Examples);
        double[] words = [.. Enumerable.Range(0, Examples * Tokens).Select(i => (double)((i * 7) % Words))];
        var indices = twin.Input("inputs", shared: false, new Shape(Examples, Tokens), words);
        var table = twin.Parameter("embedding", Words, Width);
        var x = twin.Add("gather", new Gather<double>(table, indices), [table, indices]);
        var places = twin.Parameter("positions", Tokens, Width);
        x = twin.Add("add", x.Add(places), [x, places]);
        var normal = Normalise(twin, "norm1", x);
        Operation<double> q = Dense(twin, "query", normal, Width), k = Dense(twin, "key", normal, Width), v = Dense(twin, "value", normal, Width);
        var heads = new MatMul<double>(Weights(Split(q), Split(k)), Split(v)).Transpose(0, 2, 1, 3);
        var seen = twin.Add("attention", new Reshape<double>(heads, x.Shape), [q, k, v], new JsonObject { ["heads"] = Heads });
        x = twin.Add("add", x.Add(seen), [x, seen]);
        var wide = Dense(twin, "wide", Normalise(twin, "norm2", x), 8);
        var bent = Dense(twin, "narrow", twin.Add("gelu", wide.Gelu(), [wide]), Width);
        x = twin.Add("add", x.Add(bent), [x, bent]);
        var last = twin.Add(
            "slice", x.Slice(1, Tokens - 1, 1), [x],
            new JsonObject { ["start"] = TorchTwin.Json([0, Tokens - 1, 0]), ["stop"] = TorchTwin.Json([Examples, Tokens, Width]), ["step"] = TorchTwin.Json([1, 1, 1]) });
        var sum = twin.Add("sum", last.Sum([1]), [last], new JsonObject { ["axes"] = TorchTwin.Json([1]) });
        return twin.CrossEntropy(Dense(twin, "head", sum, 3));

        static Operation<double> Split(Operation<double> y) =>
            new Reshape<double>(y, new Shape(Examples, Tokens, Heads, Width / Heads)).Transpose(0, 2, 1, 3);

        static Operation<double> Weights(Operation<double> q, Operation<double> k) =>
            new Softmax<double>(new Affine<double>(new MatMul<double>(q, k, transposeB: true), 1 / Math.Sqrt(Width / Heads)));
    }

    public static Operation<double> Dense(TorchTwin twin, string name, Operation<double> x, int outputs)
    {
        var weight = twin.Parameter(name + ".weight", x.Shape[^1], outputs);
        var bias = twin.Parameter(name + ".bias", outputs);
        return twin.Add("linear", new Linear<double>(x, weight, bias), [x, weight, bias]);
    }

    private static Operation<double> Normalise(TorchTwin twin, string name, Operation<double> x)
    {
        const double Epsilon = 1e-5;
        Operation<double> scale = twin.Parameter(name + ".scale", x.Shape[^1]), shift = twin.Parameter(name + ".shift", x.Shape[^1]);
        return twin.Add("layerNorm", new LayerNormalization<double>(x, scale, shift, Epsilon), [x, scale, shift], new JsonObject { ["epsilon"] = Epsilon });
    }

    private static Operation<double> Tanh(TorchTwin twin, Operation<double> x) => twin.Add("tanh", x.Tanh(), [x]);
}
