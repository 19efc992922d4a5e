using System.Diagnostics;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Models.Tests.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Models.Tests.Onnx;

/// <summary>Whatever a file holds, opening it gives a model or a message: no other exception, no hang, little memory.</summary>
public sealed class HostileTests
{
    private const int ByteMutants = 20_000, FieldMutants = 4_000;
    private const long MaximumBytes = 256L << 20;

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
    [InlineData("Add")]
    [InlineData("MatMul")]
    public void A_small_file_with_a_huge_result_is_refused(string type)
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 1).Initializer("a", [30_000, 1], new double[30_000]).Initializer("b", [1, 30_000], new double[30_000])
            .Node(type, ["a", "b"], "c").Node("MatMul", ["x", "c"], "z").Output("z");
        Assert.True(IsRefused(builder.Bytes(), "a huge parameter product"));
        builder.Graph.Node.RemoveAt(0);
        builder.Graph.Node.Insert(0, new() { OpType = "Identity", Input = { "a" }, Output = { "constant" } });
        builder.Graph.Node.Insert(1, new() { OpType = type, Input = { "constant", "b" }, Output = { "c" } });
        Assert.True(IsRefused(builder.Bytes(), "a huge constant"));
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

    private static bool IsRefused(byte[] bytes, string what, bool evaluates = false)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.GetTimestamp();
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

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MaximumBytes, $"{what} allocated too much.");
        Assert.True(Stopwatch.GetElapsedTime(clock).TotalSeconds < 2, $"{what} took too long.");
        return refused;
    }
}
