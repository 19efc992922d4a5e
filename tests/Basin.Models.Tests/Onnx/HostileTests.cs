using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Models.Tests.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Testing;

namespace Basin.Models.Tests.Onnx;

/// <summary>Whatever a file holds, opening it gives a model or a message: no other exception, no hang, little memory.</summary>
public sealed class HostileTests
{
    private const int ByteMutants = 15_000, FieldMutants = 4_000;
    private const long MaximumBytes = 512L << 20;
    private const double MaximumSeconds = 2;

    // Operators that make much of little, with results that are too large and results that are only just allowed to exist.
    private static readonly Dictionary<string, Action<ModelBuilder>> _bombs = new()
    {
        ["ConstantOfShape"] = m => m.List("s", 100_000, 100_000).Node("ConstantOfShape", ["s"], "c"),
        ["ConstantOfShape, smaller"] = m => m.List("s", 20_000_000).Node("ConstantOfShape", ["s"], "c", ModelBuilder.Array_("value", new() { DataType = ModelBuilder.Int64, Dims = { 1 }, Int64Data = { 7 } })),
        ["ConstantOfShape of huge extents"] = m => m.List("s", long.MaxValue, long.MaxValue).Node("ConstantOfShape", ["s"], "c"),
        ["Expand of a constant"] = m => m.List("s", 30_000_000, 1).List("one", 1).Node("Expand", ["one", "s"], "c"),
        ["Expand of a parameter"] = m => m.List("s", 30_000, 30_000, 2).Node("Expand", ["b", "s"], "c"),
        ["Tile of a constant"] = m => m.List("s", 33_000_000).List("one", 1).Node("Tile", ["one", "s"], "c"),
        ["Tile of a parameter"] = m => m.List("s", 16_000_000).Node("Tile", ["b", "s"], "c"),
        ["Range"] = m => m.List("from", 0).List("to", long.MaxValue).List("step", 1).Node("Range", ["from", "to", "step"], "c"),
        ["Range, smaller"] = m => m.List("from", 0).List("to", 30_000_000).List("step", 1).Node("Range", ["from", "to", "step"], "c"),
        ["OneHot"] = m => m.List("i", 1).List("depth", 30_000_000).List("v", 0, 1).Node("OneHot", ["i", "depth", "v"], "c"),
        ["Pad of a parameter"] = m => m.List("s", 16_000_000, 16_000_000).Node("Pad", ["b", "s"], "c", ModelBuilder.Text("mode", "edge")),
        ["Gather"] = m => m.List("i", new long[3_000_000]).List("rows", [.. Enumerable.Range(0, 100).Select(i => (long)i)]).List("turn", 1, 100).Node("Reshape", ["rows", "turn"], "r").List("z1", new long[100]).Node("Gather", ["r", "i"], "c"),
        ["products of constants"] = m => m.Node("Identity", ["wide"], "a").Node("Identity", ["tall"], "t").Node("MatMul", ["t", "a"], "c"),
        ["sums of parameters"] = m => m.Node("Add", ["wide", "tall"], "c"),
    };

    public static TheoryData<string> Bombs => [.. _bombs.Keys];

    public static TheoryData<string> Models => [.. FuzzModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Damaged_bytes_are_read_or_refused(string name)
    {
        var original = FuzzModels.All[name]().Bytes();
        var refused = 0;
        for (var i = 0; i < ByteMutants; i++)
        {
            if (IsRefused(Mutation.Of(original, new Seed(9).Stream("onnx bytes " + name, i)), $"{name}, byte mutant {i}")) refused++;
        }

        TestContext.Current.SendDiagnosticMessage($"{name}: {refused} refused");
        Assert.InRange(refused, ByteMutants / 20, ByteMutants - 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Sound_messages_with_wrong_contents_are_read_or_refused(string name)
    {
        var refused = 0;
        for (var i = 0; i < FieldMutants; i++)
        {
            var builder = FuzzModels.All[name]();
            FieldMutation.Apply(builder.Model, new Seed(10).Stream("onnx fields " + name, i));
            if (IsRefused(builder.Bytes(), $"{name}, field mutant {i}", evaluates: i % 4 == 0)) refused++;
        }

        TestContext.Current.SendDiagnosticMessage($"{name}: {refused} refused");
        Assert.InRange(refused, FieldMutants / 20, FieldMutants - 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_that_ends_early_is_refused_or_lacks_only_its_end(string name)
    {
        var original = FuzzModels.All[name]().Bytes();
        var refused = 0;
        for (var length = 0; length < original.Length; length++)
            if (IsRefused(original[..length], $"{name}, {length} bytes")) refused++;
        Assert.InRange(refused, original.Length * 9 / 10, original.Length);
    }

    [Fact]
    public void Groups_in_groups_are_refused()
    {
        // Field 15 as the beginning of a group, a million times: a reader that recurses overflows its stack.
        var bytes = new byte[1_000_000];
        Array.Fill(bytes, (byte)((15 << 3) | 3));
        Assert.True(IsRefused(bytes, "nested groups"));
    }

    [Fact]
    public void A_very_deep_network_is_read()
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 2).Initializer("w", [2, 2], 1, 2, 3, 4).Node("MatMul", ["x", "w"], "h0");
        for (var i = 0; i < 20_000; i++) builder.Node("Relu", [$"h{i}"], $"h{i + 1}");
        Assert.False(IsRefused(builder.Output("h20000").Bytes(), "a deep network"));
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_small_file_with_a_huge_result_is_refused(string name)
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 2).Initializer("w", [2, 2], 1, 2, 3, 4).Initializer("b", [2], 1, 2)
            .Initializer("wide", [1, 30_000], new double[30_000]).Initializer("tall", [30_000, 1], new double[30_000]);
        _bombs[name](builder);
        var last = builder.Graph.Node[^1];
        builder.Node("Size", ["c"], "size").Node("Cast", ["size"], "factor", ModelBuilder.Integer("to", ModelBuilder.Float32)).Node("MatMul", ["x", "w"], "y").Node("Mul", ["y", "factor"], "z").Output("z");
        Assert.True(IsRefused(builder.Bytes(), name));
        var error = Assert.Throws<BadInputException>(() => OnnxModel.Parse("m.onnx", builder.Bytes()));
        Assert.StartsWith($"m.onnx, {last.OpType} node '{last.Name}'", error.Message, StringComparison.Ordinal);
    }

    // Kernels check nothing, so whatever was read must run.
    private static void Differentiate(OnnxModel model)
    {
        var network = model.Network<float>();
        var joined = new Model<float>(network, LossKind.SquaredError);
        var graph = joined.Trace(2, BatchNormMode.Frozen).Graph;
        if (graph.Operations.Sum(operation => (long)operation.Shape.Length) > 100_000) return;
        using var theta = new NativeBuffer<float>(network.ParameterCount);
        network.Initialize(new Seed(1), theta.Span);
        using var batch = new Batch<float>(joined, 2, BatchNormMode.Frozen, theta, new PlanOptions { Derivatives = Derivatives.Second });
        batch.Plan.Evaluate();
        batch.Plan.Backpropagate();
        batch.Plan.Direction().Fill(1);
        batch.Plan.HessianProducts();
    }

    // Processor time: the wall clock runs also while the machine is busy elsewhere.
    private static bool IsRefused(byte[] bytes, string what, bool evaluates = false)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Seconds();
        var refused = false;
        try
        {
            var model = OnnxModel.Parse("m.onnx", bytes);
            if (evaluates) Differentiate(model);
        }
        catch (BadInputException e)
        {
            refused = true;
            Assert.Contains("; wanted ", e.Message, StringComparison.Ordinal);
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MaximumBytes, $"{what} allocated {allocated:N0} bytes.");
        var seconds = ThreadClock.Seconds() - start;
        Assert.True(seconds < MaximumSeconds, $"{what} took {seconds:f1} s.");
        return refused;
    }
}
