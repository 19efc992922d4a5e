using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;

namespace Basin.Models.Onnx;

/// <summary>A network from elsewhere joined to data: a model, the examples as it reads them, and what was inferred on the way.</summary>
/// <param name="Model">The network with its loss.</param>
/// <param name="Data">The examples in the network's shape.</param>
/// <param name="Notes">A sentence for each thing that was inferred or done, for the reader of a report; the loss comes first.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed record ModelFit<T>(Model<T> Model, DataSet<T> Data, ImmutableArray<string> Notes)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>Joins networks that were not made for a data set to it, where the two go together.</summary>
public static class ModelFit
{
    /// <summary>How to open data for an imported model: images in the file's order are turned, and labels are read as the loss needs them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Which data, and how otherwise.</param>
    /// <param name="asked">The loss that the user wants; null lets the file or the targets decide.</param>
    public static DataSetOptions For(OnnxModel model, DataSetOptions options, LossKind? asked = null)
    {
        var loss = asked ?? model.InferredLoss;
        var targets = loss switch
        {
            LossKind.CrossEntropy or LossKind.Logistic => TargetChoice.Classes,
            LossKind.SquaredError when model.Outputs == 1 => TargetChoice.Values,
            _ => options.Targets,
        };
        return options with { Targets = options.Targets == TargetChoice.Auto ? targets : options.Targets, ModelShape = model.IsOfImages || model.InputShape.Rank == 1 ? model.InputShape : null };
    }

    /// <summary>Chooses the loss of an imported model, and lists each example as the model reads it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples; not copied unless their numbers must be reordered.</param>
    /// <param name="asked">The loss that the user wants; null lets the file or the targets decide.</param>
    /// <returns>With the model's own notes after those of the fit.</returns>
    /// <exception cref="BadInputException">Shapes, words, labels or loss do not go together; the message says what was found and wanted.</exception>
    /// <remarks>One pass over the inputs when they are words of a vocabulary or images for a flat input; otherwise nothing is touched.</remarks>
    public static ModelFit<T> Join<T>(OnnxModel model, DataSet<T> data, LossKind? asked = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var choice = LossChoice.Of(model.Name, model.Outputs, data.Name, data.Targets, asked, model.InferredLoss);
        var fit = Join(model.Network<T>(choice.Loss), data, choice);
        return fit with { Notes = fit.Notes.AddRange(model.Notes) };
    }

    /// <summary>The same for any network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The examples.</param>
    /// <param name="asked">The loss that the user wants; null lets the targets decide.</param>
    /// <exception cref="BadInputException">As above.</exception>
    public static ModelFit<T> Join<T>(Network<T> network, DataSet<T> data, LossKind? asked = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Join(network, data, LossChoice.Of(network.Name, network.Outputs, data.Name, data.Targets, asked));

    private static ModelFit<T> Join<T>(Network<T> network, DataSet<T> data, LossChoice choice)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var notes = new List<string> { choice.Reason };
        var fitting = InputFit.Apply(network.Name, network.ExampleShape, data, notes);
        TokenFit.Require(network, fitting);
        var model = new Model<T>(network, choice.Loss);
        DataFit.Require(model, fitting);
        return new ModelFit<T>(model, fitting, [.. notes]);
    }
}
