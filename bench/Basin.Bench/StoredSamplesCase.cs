using System.Numerics;
using Basin.Numerics.Memory;

namespace Basin.Bench;

/// <summary>The gradient of every example's loss over the whole data set, n x p numbers stored.</summary>
internal sealed class StoredSamplesCase<T>(ObjectiveProblem<T> problem) : InspectionCase<T>(problem, "samples")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<T> _rows = new((long)problem.Objective.Examples * problem.Objective.ParameterCount);

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        Iterate(1);
        yield return exchange.Compare<T>("samples", _rows.Span, limit);
    }

    public override void Dispose()
    {
        _rows.Dispose();
        base.Dispose();
    }

    protected override void Reset()
    {
    }

    protected override void Iterate(int repeats)
    {
        for (var i = 0; i < repeats; i++)
        {
            Problem.Forget();
            Objective.ExampleGradients(0, Objective.Examples, _rows.Span);
        }
    }
}
