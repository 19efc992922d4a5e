using System.Numerics;
using Basin.Analysis.Operators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>The largest eigenvalues of the Hessian, each to a residual of 10⁻³ relative to itself.</summary>
internal sealed class EigenvaluesCase<T>(ObjectiveProblem<T> problem, int count) : InspectionCase<T>(problem, "eigenvalues")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Residual = 1e-3;

    // A residual of 10⁻³ leaves an error of its square over the gap.
    private const double LimitOfValues = 1e-4;

    private LanczosResult<T>? _result;
    private double _tolerance = Residual;

    public override string? Remark => $"Basin: {_result?.Products} products";

    protected override object? Settings => new { Count = count, Residual };

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        // Basin measures residuals by the largest eigenvalue, ARPACK each by its own: ask for as much as the smallest of them does.
        Iterate(1);
        _tolerance = Residual * _result!.Top[^1].Value / _result.Top[0].Value;
        Iterate(1);
        yield return exchange.Compare<double>("eigenvalues", [.. _result!.Top.Select(value => value.Value)], LimitOfValues);
    }

    protected override void Iterate(int repeats)
    {
        var options = new LanczosOptions { Top = count, Tolerance = _tolerance };
        var hessian = new Hessian<T>(Objective);
        for (var i = 0; i < repeats; i++)
        {
            _result = Lanczos.Solve(hessian, options, new Seed(1).Stream("lanczos-start"));
            if (!_result.Converged) throw new InvalidOperationException(_result.Advice);
        }
    }
}
