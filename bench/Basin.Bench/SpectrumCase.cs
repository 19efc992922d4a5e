using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;

namespace Basin.Bench;

/// <summary>All eigenvalues of the Hessian of a small network.</summary>
internal sealed class SpectrumCase<T>(ObjectiveProblem<T> problem) : InspectionCase<T>(problem, "spectrum")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private ImmutableArray<double> _values = [];

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        Iterate(1);
        yield return exchange.Compare<double>("spectrum", _values.AsSpan(), limit);
    }

    protected override void Iterate(int repeats)
    {
        var hessian = new Hessian<T>(Objective);
        for (var i = 0; i < repeats; i++)
        {
            using var spectrum = DenseSpectrum.Of(hessian);
            _values = spectrum.Eigenvalues;
        }
    }
}
