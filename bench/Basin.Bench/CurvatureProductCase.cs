using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>∇²L(θ)·v over the whole data set.</summary>
internal sealed class CurvatureProductCase<T> : InspectionCase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _direction, _product;

    public CurvatureProductCase(ObjectiveProblem<T> problem)
        : base(problem, "product")
    {
        _direction = new T[Objective.ParameterCount];
        _product = new T[Objective.ParameterCount];
        new Seed(1).Stream("direction").FillGaussian<T>(_direction);
    }

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        T[] loss = [T.CreateTruncating(Objective.Evaluate().Loss)];
        yield return exchange.Compare<T>("loss", loss, limit);
        var gradient = new T[Objective.ParameterCount];
        Objective.Gradient(gradient);
        yield return exchange.Compare<T>("gradient", gradient, limit);
        Iterate(1);
        yield return exchange.Compare<T>("product", _product, limit);
    }

    protected override void WriteMore(Exchange exchange) => exchange.Write<T>("direction", new Shape(_direction.Length), _direction);

    protected override void Iterate(int repeats)
    {
        for (var i = 0; i < repeats; i++) Objective.HessianProduct(_direction, _product);
    }
}
