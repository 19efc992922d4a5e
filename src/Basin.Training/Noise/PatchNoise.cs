using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>Puts patches on the images of each batch, drawn anew at every step; which images ever get one is fixed.</summary>
/// <remarks>Which come from the stream "patch/chosen"; step k reads the stream "patch/steps" from word k·2³² on.</remarks>
/// <param name="patches">The patches.</param>
/// <param name="data">The training examples, with classes.</param>
/// <param name="seed">The root of the run's chance.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PatchNoise<T>(Patches<T> patches, DataSet<T> data, Seed seed) : BatchNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool[] _chosen = patches.Choose(data.Count, seed.Stream("patch/chosen"));
    private readonly StepChance _chance = new(seed, "patch/steps");

    /// <inheritdoc/>
    public override void Apply(long step, Batch<T> batch)
    {
        var source = _chance.At(step);
        var inputs = batch.Plan.Values(batch.Traced.Inputs);
        var d = data.ExampleShape.Length;
        for (var i = 0; i < batch.Examples; i++)
        {
            var example = batch.Indices[i];
            if (_chosen[example]) patches.Apply(inputs.Slice(i * d, d), data.Class(example), source);
        }
    }
}
