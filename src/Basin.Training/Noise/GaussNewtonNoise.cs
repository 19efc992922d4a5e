using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.Noise;

/// <summary>Gaussian noise of covariance ηλG in the step, with G the Gauss-Newton matrix on all training examples at θ.</summary>
/// <remarks>
/// With the Jacobian J of the n examples and the root S of the loss's Hessian by the outputs, JᵀSζ/√n has the covariance G for Gaussian ζ:
/// one evaluation and one vector-Jacobian product on all examples a step. Noise with the covariance of the curvature vanishes where the
/// loss is flat; about a minimum with ∇²L = G it keeps up the covariance λ(2I − ηG)⁻¹, as label noise of ησ²/B = λ does. Source: Damian, Ma and
/// Lee (2021), section 5.3. ζ of step k is in the stream "gauss-newton-noise" from word k·2³² on.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GaussNewtonNoise<T> : ParameterNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _scale;
    private readonly TrainingProblem<T> _problem;
    private readonly Objective<T> _objective;
    private readonly OutputSeeds<T> _seeds;
    private readonly StepChance _chance;
    private readonly T[] _outputs, _cotangents, _noise;

    /// <summary>Joins a problem and what G is made of.</summary>
    /// <param name="scale">λ; finite, at least 0.</param>
    /// <param name="problem">Whose θ the noise is drawn at.</param>
    /// <param name="model">Network and loss.</param>
    /// <param name="data">All training examples.</param>
    /// <param name="seed">The root of the run's chance.</param>
    /// <param name="workers">The threads to use.</param>
    public GaussNewtonNoise(double scale, TrainingProblem<T> problem, Model<T> model, DataSet<T> data, Seed seed, Workers workers)
    {
        _scale = Require.NotNegative(scale, nameof(scale));
        _problem = problem;
        _objective = new Objective<T>(model, data, new ObjectiveOptions { Workers = workers });
        _seeds = new OutputSeeds<T>(model.Loss, _objective.Outputs);
        _chance = new StepChance(seed, "gauss-newton-noise");
        _outputs = new T[_objective.Examples * _objective.Outputs];
        _cotangents = new T[_outputs.Length];
        _noise = new T[_objective.ParameterCount];
    }

    /// <inheritdoc/>
    public override void Add(long step, double learningRate, Span<T> gradient)
    {
        if (learningRate == 0) return;
        _objective.MoveTo(_problem.Parameters, _problem.Statistics);
        _objective.WriteOutputs(_outputs);
        _seeds.Fill(_chance.At(step), _outputs, _cotangents);
        _objective.Pull(_cotangents, _noise);
        Vectors.AddScaled<T>(T.CreateChecked(Math.Sqrt(_scale / (learningRate * _objective.Examples))), _noise, gradient);
    }

    /// <inheritdoc/>
    protected override void Free() => _objective.Dispose();
}
