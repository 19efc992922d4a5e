using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Training.Noise;

/// <summary>The loss that a batch would have had without the noise in its targets: the clean model's loss at the outputs the noisy batch had.</summary>
/// <remarks>Costs the loss's own share of an evaluation, no pass through the network.</remarks>
internal sealed class CleanLoss<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<T> _none = new(0);
    private readonly Input<T> _outputs, _targets;
    private readonly Plan<T> _plan;

    /// <summary>Lays out the loss of <paramref name="model"/> for batches like <paramref name="batch"/>.</summary>
    public CleanLoss(Model<T> model, Batch<T> batch)
    {
        _outputs = new Input<T>("outputs", batch.Traced.Graph.Head.Shape);
        _targets = model.TargetsOf(batch.Examples);
        _plan = new Plan<T>(new Graph<T>(_outputs, model.LossOf(_outputs, _targets)), _none, new PlanOptions { Derivatives = Derivatives.None });
    }

    /// <summary>Remembers the targets before the noise comes.</summary>
    public void Keep(Batch<T> batch) => batch.Plan.Values(batch.Traced.Targets).CopyTo(_plan.Values(_targets));

    /// <summary>The loss of the evaluated batch with the targets kept.</summary>
    public double Of(Batch<T> batch)
    {
        batch.Plan.Values(batch.Traced.Graph.Head).CopyTo(_plan.Values(_outputs));
        return double.CreateChecked(_plan.Evaluate());
    }

    public void Dispose()
    {
        _plan.Dispose();
        _none.Dispose();
    }
}
