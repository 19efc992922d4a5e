using System.Numerics;

namespace Basin.Bench;

/// <summary>The squared norm of every example's gradient, from nothing but θ and the data.</summary>
internal sealed class NormsCase<T>(ObjectiveProblem<T> problem) : InspectionCase<T>(problem, "norms")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _norms = new T[problem.Objective.Examples];

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        Iterate(1);
        yield return exchange.Compare<T>("norms", _norms, limit);
    }

    protected override void Reset()
    {
    }

    protected override void Iterate(int repeats)
    {
        for (var i = 0; i < repeats; i++)
        {
            Problem.Forget();
            Objective.ExampleSquaredNorms(_norms);
        }
    }
}
