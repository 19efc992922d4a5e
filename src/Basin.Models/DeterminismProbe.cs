using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models;

/// <summary>Whether an objective is one function: its first shard, evaluated twice at one point, must give the same bits.</summary>
internal static class DeterminismProbe
{
    /// <exception cref="NotSupportedException">It is not; the message says what differed.</exception>
    public static void Run<T>(Shards<T> shards)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var first = Once(shards);
        var second = Once(shards);
        var differing = 0;
        for (var i = 0; i < first.Gradient.Length; i++)
            if (!Same(first.Gradient[i], second.Gradient[i])) differing++;
        if (Same(first.Loss, second.Loss) && differing == 0) return;
        var loss = Same(first.Loss, second.Loss) ? $"the loss was {first.Loss} both times" : $"the loss was {first.Loss} and then {second.Loss}";
        throw new NotSupportedException(
            $"The objective is no function of the parameters: evaluated twice at one point, on the same examples, {loss}, and {differing} of {first.Gradient.Length} elements of the gradient differed. "
            + "Usual causes are dropout or another layer that draws random numbers left in training mode, and examples changed as they are read. Take the randomness out, or export the network in evaluation mode.");
    }

    private static (T Loss, T[] Gradient) Once<T>(Shards<T> shards)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shards.Invalidate();
        var plan = shards.At(0, Derivatives.First).Batch.Plan;
        return (plan.Values(plan.Graph.Loss)[0], plan.Gradient.ToArray());
    }

    // NaN equals itself here: a point without a finite loss is another error.
    private static bool Same<T>(T x, T y)
        where T : unmanaged, IFloatingPointIeee754<T> => x.Equals(y);
}
