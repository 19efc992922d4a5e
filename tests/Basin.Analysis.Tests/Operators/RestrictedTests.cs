using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;
using Basin.Testing.Networks;

namespace Basin.Analysis.Tests.Operators;

public sealed class RestrictedTests
{
    private static readonly NetworkCase Network = NetworkCases.All.First(network => network.Name == "transformer");

    [Fact]
    public void Layers_share_all_the_parameters_and_their_blocks_traces_make_the_whole()
    {
        using var objective = Objective();
        var layers = ParameterSelection.Layers(objective.Model.Network.Parameters);
        Assert.Equal(objective.ParameterCount, layers.Sum(layer => layer.Count));
        Assert.Contains(layers, layer => layer.Name == "dense");
        var whole = new GaussNewton<double>(objective);
        var traces = layers.Select(layer =>
        {
            using var block = new Restricted<double>(whole, layer);
            return Dense.Trace(Dense.Of(block));
        });
        Assert.Equal(Dense.Trace(Dense.Of(whole)), traces.Sum(), 1e-12);
    }

    [Fact]
    public void One_probe_serves_every_layer()
    {
        using var objective = Objective();
        double[] x = new double[objective.ParameterCount], y = new double[x.Length];
        new Seed(1).Stream("probe").FillSigns<double>(x);
        new GaussNewton<double>(objective).Multiply(x, y);
        var parts = ParameterSelection.Layers(objective.Model.Network.Parameters).Sum(layer => layer.Dot<double>(x, y));
        Assert.Equal(x.Zip(y, (a, b) => a * b).Sum(), parts, 1e-12);
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_refused_with_the_names()
    {
        var error = Assert.Throws<BadInputException>(() => ParameterSelection.Matching(Network.Model().Network.Parameters, "fc.*", "head.?"));
        Assert.Contains("no parameter called 'fc.*' or 'head.?'", error.Message, StringComparison.Ordinal);
        Assert.Contains("dense.weight", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dense.*", 2)]
    [InlineData("dense.weigh?", 1)]
    [InlineData("*.bias", 7)]
    public void Patterns_select_by_name(string pattern, int windows) =>
        Assert.Equal(windows, ParameterSelection.Matching(Network.Model().Network.Parameters, pattern).Windows.Length);

    [Fact]
    public void A_selection_of_another_network_is_refused()
    {
        using var objective = Objective();
        var elsewhere = ParameterSelection.Matching([new ParameterInfo("w", 10_000, new Numerics.Graphs.Shape(3), Initializer.Constant(0))], "w");
        Assert.Contains("reaches to 10003", Assert.Throws<ArgumentException>(() => new Restricted<double>(new Hessian<double>(objective), elsewhere)).Message, StringComparison.Ordinal);
    }

    private static Objective<double> Objective()
    {
        var model = Network.Model();
        var objective = new Objective<double>(model, Network.Data(model));
        objective.MoveTo(Network.Point(model));
        return objective;
    }
}
