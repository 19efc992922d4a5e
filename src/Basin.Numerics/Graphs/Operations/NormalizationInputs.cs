using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>What normalisations check at the door.</summary>
internal static class NormalizationInputs
{
    /// <summary>Refuses anything but one number a channel.</summary>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Require<T>(string operation, Operation<T> x, params ReadOnlySpan<(string Name, Operation<T> Node)> perChannel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape.Rank < 2 || x.Shape.Length == 0)
            throw new ArgumentException($"{operation} takes x of shape [examples, …, channels] with elements; it was given {x.Shape}.", nameof(x));
        foreach (var (name, node) in perChannel)
        {
            if (node.Shape.Length != x.Shape[^1])
                throw new ArgumentException($"{operation} of {x.Shape} takes {x.Shape[^1]} numbers of {name}, one for each along the last axis; it was given {node.Shape}.", name);
        }
    }

    /// <summary>Refuses an ε that is not a small positive number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ε is not finite or not above 0.</exception>
    public static double RequireEpsilon(double epsilon) =>
        double.IsFinite(epsilon) && epsilon > 0
            ? epsilon
            : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "ε keeps a constant channel from dividing by zero: give a finite number above 0, commonly 1e-5.");
}
