using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Threading;

namespace Basin.Training.Distillation;

/// <summary>A trained network as the source of the next one's targets.</summary>
public static class Teacher
{
    /// <summary>The training examples with the network's outputs for targets. Costs an evaluation.</summary>
    /// <param name="model">A network with squared error.</param>
    /// <param name="data">Whose inputs are seen; its targets are not.</param>
    /// <param name="parameters">θ of the trained network.</param>
    /// <param name="statistics">Its running statistics.</param>
    /// <param name="workers">The threads to use.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="BadInputException">The loss is not squared error, or an output is not finite.</exception>
    public static DataSet<T> Relabel<T>(Model<T> model, DataSet<T> data, ReadOnlySpan<T> parameters, ReadOnlySpan<T> statistics, Workers workers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireValues(model.Loss);
        using var objective = new Objective<T>(model, data, new ObjectiveOptions { Derivatives = Derivatives.None, MemoryBytes = 0, Workers = workers });
        objective.MoveTo(parameters, statistics);
        var outputs = new T[data.Count * objective.Outputs];
        objective.WriteOutputs(outputs);
        return data.WithTargets(outputs, Targets.Values(objective.Outputs), "outputs of a network for targets");
    }

    /// <summary>Refuses a loss whose targets are not values of the outputs.</summary>
    /// <exception cref="BadInputException">It is such a loss.</exception>
    public static void RequireValues(LossKind loss)
    {
        if (loss != LossKind.SquaredError)
            throw new BadInputException("Self-distillation fits the outputs of one network by another, and this loss takes classes. Use --loss squared-error, for which the theory holds.");
    }
}
