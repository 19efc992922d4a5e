using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Models.Tests.Torch;

public sealed class TorchAgreementTests(TorchReference torch) : IClassFixture<TorchReference>
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Networks => [.. TorchNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Loss_head_gradient_and_products_are_those_of_torch(string network)
    {
        using var point = Prepare(network);
        var plan = point.Plan;
        Agree(network, "loss", [plan.Evaluate()]);
        Agree(network, "head", plan.Values(plan.Graph.Head));
        plan.Backpropagate();
        Agree(network, "gradient", plan.Gradient);
        plan.HessianProducts();
        Agree(network, "hessianProduct", plan.Product());
        plan.GaussNewtonProducts();
        Agree(network, "gaussNewtonProduct", plan.Product());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public unsafe void Gradients_of_single_examples_are_those_of_torch(string network)
    {
        using var point = Prepare(network);
        if (ExampleGradients<double>.WhyNot(point.Plan.Graph) is { } reason)
        {
            var thrown = Assert.Throws<NotSupportedException>(() => new ExampleGradients<double>(point.Plan));
            Assert.Equal(reason, thrown.Message);
            return;
        }

        var n = point.Plan.Graph.Examples;
        using var gradients = new ExampleGradients<double>(point.Plan);
        using var rows = new NativeBuffer<double>(n * point.Plan.Parameters.Length);
        point.Plan.Evaluate();
        gradients.Prepare();
        gradients.Write(0, n, rows.Pointer);
        Agree(network, "exampleGradients", rows.Span);
    }

    private TorchPoint Prepare(string network)
    {
        torch.Script.Require();
        return new TorchPoint(TorchNetworks.All[network]());
    }

    private void Agree(string network, string quantity, ReadOnlySpan<double> own)
    {
        var theirs = torch.Read(network, quantity);
        Assert.Equal(theirs.Length, own.Length);
        var (distance, norm) = (0.0, 0.0);
        for (var i = 0; i < own.Length; i++)
        {
            distance += (own[i] - theirs[i]) * (own[i] - theirs[i]);
            norm += theirs[i] * theirs[i];
        }

        Assert.True(norm > 0, $"torch's {quantity} of '{network}' is zero, so the comparison says nothing.");
        var relative = Math.Sqrt(distance / norm);
        Assert.True(relative <= Tolerance, $"{quantity} of '{network}' differs from torch's by {relative:0.0e+0}; at most {Tolerance:0e+0} is rounding.");
    }
}
