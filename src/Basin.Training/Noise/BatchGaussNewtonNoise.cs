using System.Numerics;
using Basin.Models.Losses;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>As <see cref="GaussNewtonNoise{T}"/>, with the Gauss-Newton matrix of the step's batch, whose mean over batches is that on all examples.</summary>
/// <remarks>
/// Costs one vector-Jacobian product of the batch a step. The problem's plans must have second derivatives: see
/// <see cref="TrainingMethods{T}.Derivatives"/>. With batch norm, J is that of the batch, statistics included. ζ of step k is in the stream
/// "gauss-newton-noise" from word k·2³² on.
/// </remarks>
/// <param name="scale">λ; finite, at least 0.</param>
/// <param name="problem">Whose batch is looked at.</param>
/// <param name="loss">Its loss.</param>
/// <param name="outputs">k, outputs an example.</param>
/// <param name="seed">The root of the run's chance.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchGaussNewtonNoise<T>(double scale, NetworkProblem<T> problem, LossKind loss, int outputs, Seed seed) : ParameterNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _scale = Require.NotNegative(scale, nameof(scale));
    private readonly OutputSeeds<T> _seeds = new(loss, outputs);
    private readonly StepChance _chance = new(seed, "gauss-newton-noise");

    /// <inheritdoc/>
    public override void Add(long step, double learningRate, Span<T> gradient)
    {
        if (learningRate == 0) return;
        var batch = problem.Batch;
        _seeds.Fill(_chance.At(step), batch.Plan.Values(batch.Traced.Graph.Head), batch.Plan.HeadCotangent());
        batch.Plan.PullHead();
        Vectors.AddScaled(T.CreateChecked(Math.Sqrt(_scale / (learningRate * batch.Examples))), batch.Plan.Product(), gradient);
    }
}
