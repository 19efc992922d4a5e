using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Models.Tests.Torch;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Testing;

namespace Basin.Models.Tests.Onnx;

/// <summary>Whole networks exported by torch, on more examples than the exporter saw, against torch's float64 derivatives.</summary>
public sealed class TorchNetworkTests(TorchNetworks torch) : IClassFixture<TorchNetworks>
{
    private const double Tolerance = 1e-10;
    private const LossKind Classes = LossKind.CrossEntropy, Values = LossKind.SquaredError;
    private const BatchNormMode Batch = BatchNormMode.Batch, Frozen = BatchNormMode.Frozen;

    public static TheoryData<string, LossKind, BatchNormMode> Networks => new()
    {
        { "mlp", Classes, Frozen },
        { "mlp-fixed-batch", Values, Frozen },
        { "mlp-float64", Classes, Frozen },
        { "mlp-float16", Classes, Frozen },
        { "mlp-cast", Classes, Frozen },
        { "mlp-external", Classes, Frozen },
        { "mlp-logistic", LossKind.Logistic, Frozen },
        { "mlp-loss", Classes, Frozen },
        { "cnn", Classes, Batch },
        { "cnn", Classes, Frozen },
        { "cnn-fixed-batch", Values, Batch },
        { "cnn-fixed-batch", Values, Frozen },
        { "cnn-folded", Classes, Frozen },
        { "resnet18-narrow", Classes, Batch },
        { "resnet18-narrow", Classes, Frozen },
        { "resnet18", Classes, Frozen },
        { "vit", Classes, Frozen },
        { "vit-decomposed", Classes, Frozen },
        { "vit-fixed-batch", Classes, Frozen },
        { "vit-fixed-one", Classes, Frozen },
        { "vit-encoder", Classes, Frozen },
        { "text-attention", Classes, Frozen },
        { "text-convolution", Classes, Frozen },
        { "text-tied", Classes, Frozen },
        { "mobile", Classes, Batch },
        { "mobile", Classes, Frozen },
        { "dense", Classes, Batch },
        { "dense", Classes, Frozen },
        { "normalised", Classes, Frozen },
        { "causal", Classes, Frozen },
        { "causal-fixed", Classes, Frozen },
        { "einsum", Classes, Frozen },
        { "mixer", Classes, Frozen },
        { "tabular", Values, Batch },
        { "tabular", Values, Frozen },
        { "signal", Classes, Batch },
        { "signal", Classes, Frozen },
        { "unrolled", Classes, Frozen },
        { "decoder", Values, Frozen },
        { "encoded", Classes, Frozen },
    };

    // Those that go one example at a time move the examples from axis 0 (torch's own encoder layer, sums in Einsum), or turn,
    // normalise or spread a weight, or apply it to what is no example's, before it meets the examples.
    public static TheoryData<string, LossKind, bool> PerExample => new()
    {
        { "mlp", Classes, true },
        { "mlp-logistic", LossKind.Logistic, true },
        { "cnn", Classes, true },
        { "cnn-folded", Classes, true },
        { "resnet18-narrow", Classes, true },
        { "vit", Classes, true },
        { "vit-decomposed", Classes, true },
        { "vit-encoder", Classes, false },
        { "text-attention", Classes, true },
        { "text-convolution", Classes, true },
        { "text-tied", Classes, false },
        { "mobile", Classes, true },
        { "dense", Classes, true },
        { "normalised", Classes, false },
        { "causal", Classes, true },
        { "causal-fixed", Classes, true },
        { "einsum", Classes, false },
        { "mixer", Classes, true },
        { "tabular", Values, true },
        { "signal", Classes, true },
        { "unrolled", Classes, false },
        { "decoder", Values, false },
        { "encoded", Classes, false },
    };

    [Theory, MemberData(nameof(Networks))]
    public void Loss_gradient_and_products_are_those_of_torch(string network, LossKind loss, BatchNormMode mode)
    {
        torch.Script.Require();
        using var objective = At(network, loss, mode);
        using var numbers = torch.Numbers(network, mode, objective.Model.Network.Parameters);
        Agree("loss", Math.Abs((objective.Evaluate().Loss / numbers.Read("loss")[0]) - 1));
        var own = new double[objective.ParameterCount];
        objective.Gradient(own);
        Agree("gradient", numbers.Distance("gradient", own));
        var direction = numbers.Vector("direction");
        objective.HessianProduct(direction, own);
        Agree("Hessian product", numbers.Distance("product", own));
        if (!numbers.Has("gaussNewton")) return;
        objective.GaussNewtonProduct(direction, own);
        Agree("Gauss-Newton product", numbers.Distance("gaussNewton", own));
    }

    [Theory, MemberData(nameof(PerExample))]
    public void Norms_of_single_examples_gradients_are_those_of_torch(string network, LossKind loss, bool inOnePass)
    {
        torch.Script.Require();
        using var objective = At(network, loss, Frozen);
        var reason = ExampleGradients<double>.WhyNot(objective.Model.Trace(objective.Examples, Frozen).Graph);
        Assert.True(inOnePass == reason is null, reason);
        using var numbers = torch.Numbers(network, Frozen, objective.Model.Network.Parameters);
        var norms = new double[objective.Examples];
        objective.ExampleSquaredNorms(norms);
        Agree("norms", norms.Zip(numbers.Read("norms"), (own, theirs) => Math.Abs((own / theirs) - 1)).Max());
    }

    [Fact]
    public void Chosen_parameters_have_their_part_of_the_gradient_and_the_others_are_constants()
    {
        torch.Script.Require();
        var model = torch.Open("vit", new OnnxOptions { Parameters = ["blocks.0.*", "head.bias"] });
        Assert.Equal(model.Parameters.Length, model.Parameters.Count(parameter => parameter.Name.StartsWith("blocks.0.", StringComparison.Ordinal)) + 1);
        using var objective = At(ModelFit.Join(model, torch.Data("vit", Targets.Classes(4))), Frozen);
        using var numbers = torch.Numbers("vit", Frozen, objective.Model.Network.Parameters);
        var own = new double[objective.ParameterCount];
        objective.Gradient(own);
        Agree("gradient", numbers.Distance("gradient", own, some: true));
    }

    [Fact]
    public void Images_are_read_in_the_order_of_the_file_too()
    {
        torch.Script.Require();
        var model = torch.Open("cnn");
        var data = torch.Data("cnn", Targets.Classes(4));
        var turned = new double[data.Inputs.Length];
        for (var i = 0; i < turned.Length; i++) turned[i] = data.Inputs[(i / 192 * 192) + (i % 64 * 3) + (i % 192 / 64)];
        var path = torch.Write("turned.npz", NamedArray.From<double>("x", new Shape(5, 3, 8, 8), turned), NamedArray.From<long>("y", [.. data.TargetValues.ToArray().Select(y => (long)y)]));
        var opened = DataSets.OpenWhole<double>(ModelFit.For(model, new DataSetOptions { Path = path, Classes = 4 }));
        Assert.Equal(data.Inputs.ToArray(), opened.Inputs.ToArray());
        Assert.Equal(data.Targets, ModelFit.Join(model, opened).Data.Targets);
    }

    [Fact]
    public void The_sample_s_model_and_data_go_together()
    {
        torch.Script.Require();
        new TorchScript(Path.Combine(Repository.Root, "samples", "torch", "export_mlp.py"), [], torch.Folder).Require();
        var model = OnnxModel.Open(Path.Combine(torch.Folder, "spirals.onnx"));
        var data = DataSets.OpenWhole<double>(ModelFit.For(model, new DataSetOptions { Path = Path.Combine(torch.Folder, "spirals.npz") }));
        using var objective = At(ModelFit.Join(model, data), Frozen);
        Assert.Equal((1200, 1251), (objective.Examples, objective.ParameterCount));
        Assert.InRange(objective.Evaluate().Accuracy!.Value, 0.98, 1);
    }

    private static void Agree(string quantity, double difference)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{quantity}: {difference:0.0e+0}");
        Assert.True(difference <= Tolerance, $"The {quantity} differs from torch's by {difference:0.0e+0} of it; at most {Tolerance:0e+0} is rounding.");
    }

    private Objective<double> At(string network, LossKind loss, BatchNormMode mode)
    {
        var model = torch.Open(network);
        var targets = loss == LossKind.SquaredError ? Targets.Values(model.Outputs) : Targets.Classes(Math.Max(2, model.Outputs));
        var fit = ModelFit.Join(model, torch.Data(network, targets));
        Assert.Equal(loss, fit.Model.Loss);
        return At(fit, mode);
    }

    // At the file's own weights; with an uneven last shard, where shards are free.
    private static Objective<double> At(ModelFit<double> fit, BatchNormMode mode)
    {
        var objective = new Objective<double>(fit.Model, fit.Data, new ObjectiveOptions { BatchNorm = mode, ShardSize = 4 });
        var theta = new double[fit.Model.Network.ParameterCount];
        fit.Model.Network.Initialize(new Seed(1), theta);
        objective.MoveTo(theta);
        return objective;
    }
}
