using System.Numerics;
using Basin.Models;

namespace Basin.Bench;

/// <summary>One measurement of an objective in one precision.</summary>
internal abstract class InspectionCase<T>(ObjectiveProblem<T> problem, string kind) : INetworkCase
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Contestant Own => new OwnContestant(Reset, Iterate);

    public virtual string? Remark => null;

    protected ObjectiveProblem<T> Problem { get; } = problem;

    protected Objective<T> Objective => Problem.Objective;

    public void Write(Exchange exchange)
    {
        exchange.WriteSettings(new
        {
            Workload = kind,
            Network = Problem.Description,
            Precision = typeof(T) == typeof(float) ? "float32" : "float64",
            Problem.Classes,
            Parameters = Problem.Layout,
            Task = Settings,
        });
        Problem.Write(exchange);
        WriteMore(exchange);
    }

    public abstract IEnumerable<Difference> Compare(Exchange exchange, double limit);

    public virtual void Dispose() => Problem.Dispose();

    /// <summary>The <c>task</c> entry of workload.json.</summary>
    protected virtual object? Settings => null;

    protected virtual void WriteMore(Exchange exchange)
    {
    }

    // Values and gradient are kept on both sides.
    protected virtual void Reset() => Objective.Gradient(new T[Objective.ParameterCount]);

    protected abstract void Iterate(int repeats);
}
