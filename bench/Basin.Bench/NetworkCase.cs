using System.Numerics;

namespace Basin.Bench;

/// <summary>One task on one network in one precision: what Basin runs, and how its numbers are compared with torch's.</summary>
internal abstract class NetworkCase<T>(NetworkProblem<T> problem, NetworkSpec spec, string kind, object description) : INetworkCase
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected const double LearningRate = 0.01;
    protected const int CheckedSteps = 3;

    protected NetworkProblem<T> Problem { get; } = problem;

    public Contestant Own => new OwnContestant(Reset, Iterate);

    public string? Remark => null;

    public void Write(Exchange exchange)
    {
        exchange.WriteSettings(new
        {
            Workload = kind,
            Network = description,
            Precision = typeof(T) == typeof(float) ? "float32" : "float64",
            spec.Classes,
            LearningRate,
            Steps = CheckedSteps,
            Parameters = Problem.Layout,
        });
        Problem.Write(exchange);
        WriteMore(exchange);
    }

    public abstract IEnumerable<Difference> Compare(Exchange exchange, double limit);

    public virtual void Dispose() => Problem.Dispose();

    protected virtual void WriteMore(Exchange exchange)
    {
    }

    protected abstract void Reset();

    protected abstract void Iterate(int repeats);
}
