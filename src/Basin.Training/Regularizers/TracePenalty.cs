using System.Numerics;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Noise;

namespace Basin.Training.Regularizers;

/// <summary>(λ/4)·tr G with G the Gauss-Newton matrix of squared error: the regulariser of SGD with label noise at small rates, made explicit.</summary>
/// <remarks>
/// <para>With fresh signs s on the B·k outputs of the batch, φ = ⟨s, z⟩/√B has ∇φ = Jᵀs/√B, and E‖∇φ‖² = tr(JJᵀ)/B = tr G of the batch, whose
/// mean over batches is tr G. So (λ/4)‖∇φ‖² is unbiased for the term, and its gradient (λ/2)·∇²φ·∇φ for the term's gradient, as s does not
/// depend on θ. Exact where the batch has one output.</para>
/// <para>Costs an evaluation, a gradient and a Hessian product of the batch a step. Source of the term: Damian, Ma and Lee, Label noise SGD
/// provably prefers flat global minimizers (2021); of the estimate: Hutchinson (1990). The signs of step k are in the stream "trace-penalty" from
/// word k·2³² on.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TracePenalty<T> : Regularizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _strength;
    private readonly Model<T> _model;
    private readonly StepChance _chance;
    private readonly Workers _workers;
    private readonly NativeBuffer<T> _parameters;
    private readonly Dictionary<Batch<T>, Twin> _twins = [];

    /// <summary>Prepares the term.</summary>
    /// <param name="strength">λ; finite, at least 0.</param>
    /// <param name="model">With squared error.</param>
    /// <param name="seed">The root of the run's chance.</param>
    /// <param name="workers">The threads to use.</param>
    /// <exception cref="ArgumentException">The loss is another: then G depends on the outputs beside J.</exception>
    public TracePenalty(double strength, Model<T> model, Seed seed, Workers workers)
    {
        if (model.Loss != LossKind.SquaredError)
            throw new ArgumentException("The trace penalty is for squared error, where G is JᵀJ/n; with another loss G depends on the outputs too. Use --loss squared-error.", nameof(model));
        (_strength, _model, _workers) = (Require.NotNegative(strength, nameof(strength)), model, workers);
        _chance = new StepChance(seed, "trace-penalty");
        _parameters = new NativeBuffer<T>(model.Network.ParameterCount);
    }

    /// <inheritdoc/>
    public override double AddGradient(in TrainingStep<T> step, Span<T> gradient)
    {
        if (!_twins.TryGetValue(step.Batch, out var twin)) _twins[step.Batch] = twin = TwinOf(step.Batch);
        var plan = twin.Plan;
        step.Parameters.CopyTo(_parameters.Span);
        foreach (var (from, to) in twin.Inputs) step.Batch.Plan.Values(from).CopyTo(plan.Values(to));
        var weights = plan.Values(twin.Weights);
        _chance.At(step.Step).FillSigns(weights);
        var scale = T.CreateChecked(1 / Math.Sqrt(step.Batch.Examples));
        foreach (ref var weight in weights) weight *= scale;
        plan.Evaluate();
        plan.Backpropagate();
        plan.Gradient.CopyTo(plan.Direction());
        plan.HessianProducts();
        Vectors.AddScaled(T.CreateChecked(0.5 * _strength), plan.Product(), gradient);
        return 0.25 * _strength * Vectors.Dot(plan.Gradient, plan.Gradient);
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        foreach (var twin in _twins.Values) twin.Plan.Dispose();
        _parameters.Dispose();
    }

    private Twin TwinOf(Batch<T> batch)
    {
        var traced = LinearOutputs.Trace(_model.Network, batch.Examples, BatchNormMode.Batch);
        var plan = new Plan<T>(traced.Graph, _parameters, new PlanOptions { Derivatives = Derivatives.Second, Workers = _workers });
        var filled = InputsOf(batch.Traced.Graph).ToDictionary(input => input.Name);
        return new Twin(plan, traced.Targets, [.. InputsOf(traced.Graph).Where(input => input != traced.Targets).Select(input => (filled[input.Name], input))]);
    }

    private static IEnumerable<Input<T>> InputsOf(Graph<T> graph) => graph.Operations.OfType<Input<T>>();

    // The batch's network with φ in the place of its loss, and what must be copied from it: examples, state, and whatever was drawn.
    private sealed record Twin(Plan<T> Plan, Input<T> Weights, (Input<T> From, Input<T> To)[] Inputs);
}
