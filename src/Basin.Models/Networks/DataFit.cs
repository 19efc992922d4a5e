using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Losses;

namespace Basin.Models.Networks;

/// <summary>Checks at the door that a data set is what a model reads.</summary>
public static class DataFit
{
    /// <summary>Refuses data that the model cannot read, saying what was found and what was wanted.</summary>
    /// <exception cref="BadInputException">The shapes or the kind of targets do not fit.</exception>
    public static void Require<T>(Model<T> model, DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!data.ExampleShape.Equals(model.Network.ExampleShape))
            throw new BadInputException($"'{data.Name}' has examples of shape {data.ExampleShape}; network '{model.Network.Name}' reads {model.Network.ExampleShape}. Use the data that it was made for, or another network.");
        var (targets, outputs) = (data.Targets, model.Network.Outputs);
        var problem = model.Loss switch
        {
            LossKind.CrossEntropy when !targets.AreClasses => "cross-entropy needs classes; use --loss squared-error",
            LossKind.CrossEntropy when targets.Count > outputs => $"the network has {outputs} outputs; give it one output a class",
            LossKind.Logistic when !targets.AreClasses || targets.Count > 2 => "the logistic loss needs two classes; use cross-entropy",
            LossKind.SquaredError when (targets.AreClasses ? targets.Count > outputs : targets.Count != outputs) => $"the network has {outputs} outputs; give it one an entry of the target",
            _ => null,
        };
        if (problem is not null) throw new BadInputException($"'{data.Name}' has {targets} an example, but {problem}.");
    }
}
