using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>The spectral density by stochastic Lanczos quadrature, from the same random signs on both sides.</summary>
internal sealed class DensityCase<T>(ObjectiveProblem<T> problem, int probes, int steps) : InspectionCase<T>(problem, "density")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Moments = 4;

    // Rounding differs between the sides and Lanczos amplifies it in single nodes, but not in moments.
    private const double LimitOfMoments = 1e-4;

    private SpectralDensity? _density;

    public override string? Remark => $"Basin: {_density?.Products} products";

    protected override object? Settings => new { Probes = probes, Steps = steps, Moments };

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        Iterate(1);
        yield return exchange.Compare<double>("moments", [.. Enumerable.Range(1, Moments).Select(Moment)], LimitOfMoments);
    }

    protected override void WriteMore(Exchange exchange)
    {
        var signs = new T[(long)probes * Objective.ParameterCount];
        var chance = Chance();
        for (var i = 0; i < probes; i++) chance.FillSigns(signs.AsSpan(i * Objective.ParameterCount, Objective.ParameterCount));
        exchange.Write<T>("signs", new Shape(probes, Objective.ParameterCount), signs);
    }

    protected override void Iterate(int repeats)
    {
        var options = new QuadratureOptions { Probes = probes, Steps = steps };
        for (var i = 0; i < repeats; i++)
            _density = StochasticLanczosQuadrature.Measure(new Hessian<T>(Objective), options, Chance());
    }

    private static RandomSource Chance() => new Seed(1).Stream("density");

    private double Moment(int power) =>
        _density!.Probes.Average(probe => probe.Nodes.Zip(probe.Weights, (node, weight) => weight * Math.Pow(node, power)).Sum());
}
