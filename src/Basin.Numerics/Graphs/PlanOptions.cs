using Basin.Numerics.Threading;

namespace Basin.Numerics.Graphs;

/// <summary>What a plan must be able to do.</summary>
public sealed record PlanOptions
{
    /// <summary>Up to which derivative; default the gradient.</summary>
    public Derivatives Derivatives { get; init; } = Derivatives.First;

    /// <summary>Directions that one pass of second-order products carries, at least 1; each costs memory for its tangents.</summary>
    public int Directions
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>Keep every node's adjoint after the gradient, which per-example quantities need; second derivatives imply it.</summary>
    public bool KeepAdjoints { get; init; }

    /// <summary>The threads to use; default only the caller's.</summary>
    public Workers Workers { get; init; } = Workers.Serial;
}
