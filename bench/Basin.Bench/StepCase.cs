using System.Numerics;
using Basin.Training.Rules;

namespace Basin.Bench;

/// <summary>Evaluate, back-propagate, θ ← θ − η g; always on the same batch.</summary>
internal sealed class StepCase<T>(NetworkProblem<T> problem, NetworkSpec spec, object description)
    : NetworkCase<T>(problem, spec, "step", description)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Descent<T> _rule = new();

    public override IEnumerable<Difference> Compare(Exchange exchange, double limit)
    {
        Problem.Reset();
        T[] loss = [Problem.Plan.Evaluate()];
        Problem.Plan.Backpropagate();
        yield return exchange.Compare<T>("loss", loss, limit);
        yield return exchange.Compare<T>("gradient", Problem.Plan.Gradient, limit);
        Problem.Reset();
        Iterate(CheckedSteps);
        yield return exchange.Compare<T>("stepped", Problem.Parameters.Span, limit);
    }

    protected override void Reset() => Problem.Reset();

    protected override void Iterate(int repeats)
    {
        var plan = Problem.Plan;
        for (var i = 0; i < repeats; i++)
        {
            plan.Evaluate();
            plan.Backpropagate();
            _rule.Step(LearningRate, Problem.Parameters.Span, plan.Gradient, []);
        }
    }
}
