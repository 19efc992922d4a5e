using System.Numerics;

namespace Basin.Training.Flows;

/// <summary>Told where a flow is at a time that was asked for.</summary>
/// <param name="time">t.</param>
/// <param name="point">θ(t), shape (p); to be read before returning.</param>
/// <typeparam name="T">float or double.</typeparam>
public delegate void FlowOutput<T>(double time, ReadOnlySpan<T> point)
    where T : unmanaged, IFloatingPointIeee754<T>;
