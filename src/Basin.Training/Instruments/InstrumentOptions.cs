using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.Instruments;

/// <summary>When instruments are read, and what they may cost.</summary>
public sealed record InstrumentOptions
{
    /// <summary>Steps from one reading of the dear instruments to the next, the end of training included; 0 for none.</summary>
    public required long Every { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>The part of training's time that all readings may take, in (0, 1); null when the step alone decides.</summary>
    public double? Budget { get; init => field = value is { } share ? Require.Share(share) : null; }

    /// <summary>The root of the probes' chance.</summary>
    public required Seed Seed { get; init; }

    /// <summary>The threads to use.</summary>
    public Workers Workers { get; init; } = Workers.Serial;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the eigenvalues are searched for.</summary>
    /// <remarks>An eigenvalue errs by about its residual squared over its gap, so that a residual of a few percent is a small error.</remarks>
    internal LanczosOptions Search { get; } = new() { Top = 2, Bottom = 1, Tolerance = 0.03, MaxProducts = 40 };
}
