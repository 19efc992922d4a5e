using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>∇²L(θ)·v with values and adjoints kept.</summary>
internal sealed class ProductCase<T> : NetworkCase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public ProductCase(NetworkProblem<T> problem, NetworkSpec spec, object description)
        : base(problem, spec, "product", description)
    {
        new Seed(1).Stream("direction").FillGaussian(problem.Plan.Direction());
        Reset();
    }

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        T[] loss = [Problem.Plan.Evaluate()];
        Reset();
        yield return exchange.Compare<T>("loss", loss, limit);
        yield return exchange.Compare<T>("gradient", Problem.Plan.Gradient, limit);
        Iterate(1);
        yield return exchange.Compare<T>("product", Problem.Plan.Product(), limit);
    }

    protected override void WriteMore(Exchange exchange) =>
        exchange.Write<T>("direction", new Shape(Problem.Plan.Direction().Length), Problem.Plan.Direction());

    protected override void Reset()
    {
        Problem.Plan.Evaluate();
        Problem.Plan.Backpropagate();
    }

    protected override void Iterate(int repeats)
    {
        for (var i = 0; i < repeats; i++) Problem.Plan.HessianProducts();
    }
}
