using System.Collections.Immutable;

namespace Basin.Training.Flows;

/// <summary>An explicit Runge-Kutta method with a second estimate of its own error, as data.</summary>
internal sealed record ButcherTableau
{
    /// <summary>Row s: what stage s + 2 takes of the velocities before it. The last row is the step itself, whose velocity begins the next.</summary>
    public required ImmutableArray<ImmutableArray<double>> Stages { get; init; }

    /// <summary>The step minus the less accurate one, in velocities.</summary>
    public required ImmutableArray<double> Error { get; init; }

    /// <summary>The last coefficient of the interpolant, in velocities.</summary>
    public required ImmutableArray<double> Dense { get; init; }

    /// <summary>The order of the error estimate: the local error is of this order plus one.</summary>
    public required int ErrorOrder { get; init; }

    /// <summary>Order 5 with an error estimate of order 4, seven stages of which the last is the first of the next step; interpolant of order 4.</summary>
    /// <remarks>Source: Dormand and Prince (1980); the interpolant is Shampine's (1986), as in Hairer, Nørsett and Wanner's dopri5.</remarks>
    public static ButcherTableau DormandPrince { get; } = new()
    {
        Stages =
        [
            [1.0 / 5],
            [3.0 / 40, 9.0 / 40],
            [44.0 / 45, -56.0 / 15, 32.0 / 9],
            [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
            [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
        ],
        Error = [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40],
        Dense =
        [
            -12715105075.0 / 11282082432, 0, 87487479700.0 / 32700410799, -10690763975.0 / 1880347072,
            701980252875.0 / 199316789632, -1453857185.0 / 822651844, 69997945.0 / 29380423,
        ],
        ErrorOrder = 4,
    };
}
