using System.Numerics;

namespace Basin.Models;

/// <summary>From tangents of some examples' outputs to cotangents: row e of the one becomes row e of the other by a linear map Wₑ.</summary>
/// <param name="first">The first example.</param>
/// <param name="tangents">Shape (examples, k).</param>
/// <param name="cotangents">Shape (examples, k); to be overwritten.</param>
/// <typeparam name="T">float or double.</typeparam>
public delegate void OutputMap<T>(int first, ReadOnlySpan<T> tangents, Span<T> cotangents)
    where T : unmanaged, IFloatingPointIeee754<T>;
