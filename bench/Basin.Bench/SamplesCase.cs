using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Bench;

/// <summary>The gradient of every example's loss, n x p numbers stored.</summary>
internal sealed unsafe class SamplesCase<T> : NetworkCase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ExampleGradients<T> _gradients;
    private readonly NativeBuffer<T> _rows;

    public SamplesCase(NetworkProblem<T> problem, NetworkSpec spec, object description)
        : base(problem, spec, "samples", description)
    {
        _gradients = new ExampleGradients<T>(problem.Plan);
        _rows = new NativeBuffer<T>(problem.Batch * problem.Parameters.Length);
    }

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        Iterate(1);
        yield return exchange.Compare<T>("samples", _rows.Span, limit);
    }

    public override void Dispose()
    {
        _gradients.Dispose();
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
            Problem.Plan.Evaluate();
            _gradients.Prepare();
            _gradients.Write(0, Problem.Batch, _rows.Pointer);
        }
    }
}
