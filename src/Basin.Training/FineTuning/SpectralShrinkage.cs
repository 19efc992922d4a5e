using System.Numerics;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Training.FineTuning;

/// <summary>BSS, batch spectral shrinkage: η Σ σᵢ² over the k smallest singular values of the batch's features, the inputs of the last dense layer.</summary>
/// <remarks>Source: Chen, Wang, Fu, Long and Wang (2019).</remarks>
/// <param name="strength">η; finite, at least 0.</param>
/// <param name="count">k, at least 1; at most the batch and the features, where it is cut.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SpectralShrinkage<T>(double strength, int count = 1) : LossTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _strength = Require.NotNegative(strength, nameof(strength));
    private readonly int _count = Require.AtLeast(count, 1, nameof(count));

    /// <inheritdoc/>
    /// <exception cref="BadInputException">The head is no dense layer.</exception>
    public override Operation<T> Build(Operation<T> head)
    {
        if (head is not Linear<T>)
            throw BadInputException.At("--bss", $"a network that ends in {head}", "one that ends in a dense layer, whose inputs are the features", "Leave --bss out, or use a network of Basin's own.");
        var features = head.Inputs[0];
        var matrix = features.Shape.Rank == 2 ? features : new Reshape<T>(features, new Shape(features.Shape[0], features.Shape.Count(1..)));
        return new Affine<T>(new SmallestSingularValues<T>(matrix, Math.Min(_count, Math.Min(matrix.Shape[0], matrix.Shape[1]))), _strength);
    }
}
