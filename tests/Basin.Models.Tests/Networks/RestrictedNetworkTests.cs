using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Testing.Networks;

namespace Basin.Models.Tests.Networks;

/// <summary>A network of fewer parameters is the same function, and its derivatives are windows of those of the whole.</summary>
public sealed class RestrictedNetworkTests
{
    public static TheoryData<NetworkCase> Cases => [.. NetworkCases.All];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Loss_gradient_and_product_are_those_of_the_whole_on_the_windows(NetworkCase network)
    {
        var whole = network.Model();
        var data = network.Data(whole);
        var theta = network.Point(whole);
        var name = whole.Network.Parameters[^1].Name;
        var part = new Model<double>(whole.Network.Restrict(name, whole.Network.Parameters[0].Name), whole.Loss);
        var selection = ParameterSelection.Matching(whole.Network.Parameters, name, whole.Network.Parameters[0].Name);
        Assert.Equal(selection.Count, part.Network.ParameterCount);
        Assert.Equal(whole.Network.HasStatistics, part.Network.HasStatistics);

        var options = new ObjectiveOptions { BatchNorm = network.BatchNorm };
        using var full = new Objective<double>(whole, data, options);
        using var restricted = new Objective<double>(part, data, options);
        full.MoveTo(theta);
        var few = new double[selection.Count];
        selection.Gather<double>(theta, few);
        var state = new double[part.Network.StateCount];
        part.Network.InitializeState(state);
        foreach (var info in part.Network.States)
        {
            if (whole.Network.Parameters.FirstOrDefault(parameter => parameter.Name == info.Name) is { } parameter)
                theta.AsSpan(parameter.Offset, parameter.Length).CopyTo(state.AsSpan(info.Offset));
        }

        restricted.MoveTo(few, state);
        Assert.Equal(full.Evaluate().Loss, restricted.Evaluate().Loss, 1e-13);

        var direction = new double[selection.Count];
        new Seed(3).Stream("direction").FillGaussian(direction.AsSpan());
        var (wide, product, gradient) = (new double[theta.Length], new double[theta.Length], new double[theta.Length]);
        selection.Scatter<double>(direction, wide);
        full.Gradient(gradient);
        full.HessianProduct(wide, product);
        var (expected, actual) = (new double[selection.Count], new double[selection.Count]);
        selection.Gather<double>(gradient, expected);
        restricted.Gradient(actual);
        Close(expected, actual);
        selection.Gather<double>(product, expected);
        restricted.HessianProduct(direction, actual);
        Close(expected, actual);
    }

    private static void Close(double[] expected, double[] actual)
    {
        var scale = expected.Max(Math.Abs) + 1e-300;
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i] / scale, actual[i] / scale, 1e-11);
    }
}
