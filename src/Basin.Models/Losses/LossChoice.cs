using System.Diagnostics;
using Basin.Models.Data;

namespace Basin.Models.Losses;

/// <summary>Which loss joins a network's outputs and the targets of data, and why.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Reason">A sentence for the reader of a report, such as "Loss: cross-entropy, inferred from 10 classes and 10 outputs."</param>
public sealed record LossChoice(LossKind Loss, string Reason)
{
    /// <summary>Takes the loss that was asked for, else the one that the model's file has, else what the targets suggest.</summary>
    /// <param name="network">The network's name, for messages.</param>
    /// <param name="outputs">Its outputs an example, k.</param>
    /// <param name="data">The data's name, for messages.</param>
    /// <param name="targets">What the data ask for.</param>
    /// <param name="asked">What the user wants; null for nothing in particular.</param>
    /// <param name="inFile">What the model's file names or suggests; null when it says nothing.</param>
    /// <exception cref="BadInputException">The targets do not go with the outputs, or not with the loss.</exception>
    public static LossChoice Of(string network, int outputs, string data, Targets targets, LossKind? asked = null, LossKind? inFile = null)
    {
        var loss = asked ?? inFile ?? Infer(outputs, targets);
        if (Obstacle(loss, outputs, targets) is { } advice)
            throw BadInputException.At(data, $"{targets} an example for the {Plural(outputs)} of network '{network}'", Wanted(loss, outputs), advice);
        var reason = asked is not null ? "as asked"
            : inFile is not null ? "as the model's file has it"
            : $"inferred from {targets} and {Plural(outputs)}";
        return new LossChoice(loss, $"Loss: {Name(loss)}, {reason}.{Remark(loss, outputs, targets)}");
    }

    private static LossKind Infer(int outputs, Targets targets) => targets switch
    {
        { AreClasses: false } => LossKind.SquaredError,
        { Count: <= 2 } when outputs == 1 => LossKind.Logistic,
        _ => LossKind.CrossEntropy,
    };

    // What to do when the three do not go together; null when they do.
    private static string? Obstacle(LossKind loss, int outputs, Targets targets) => loss switch
    {
        LossKind.CrossEntropy when !targets.AreClasses => "Use --loss squared-error, or labels that are classes.",
        LossKind.CrossEntropy when outputs == 1 => targets.Count <= 2 ? "Use --loss logistic." : "Use a network with one output a class.",
        LossKind.CrossEntropy when targets.Count > outputs => "Use a network with one output a class, or the labels that it was made for.",
        LossKind.Logistic when outputs != 1 => targets.AreClasses ? "Use --loss cross-entropy." : "Use --loss squared-error.",
        LossKind.Logistic when !targets.AreClasses => "Use --loss squared-error, or labels that are classes.",
        LossKind.Logistic when targets.Count > 2 => "Use labels of two classes.",
        LossKind.SquaredError when targets.AreClasses && targets.Count > outputs => "Use a network with one output a class, or labels that are values.",
        LossKind.SquaredError when !targets.AreClasses && targets.Count != outputs => targets.Count == 1
            ? "If the labels are classes, say so by --loss cross-entropy; otherwise use the targets that the network was made for."
            : "Use the targets that the network was made for.",
        _ => null,
    };

    private static string Wanted(LossKind loss, int outputs) => loss switch
    {
        LossKind.CrossEntropy when outputs == 1 => "two outputs or more for cross-entropy",
        LossKind.CrossEntropy => $"at most {outputs} classes for cross-entropy",
        LossKind.Logistic => "two classes and one output for the logistic loss",
        LossKind.SquaredError => $"{outputs} values, or at most {outputs} classes, for squared error",
        _ => throw new UnreachableException($"No loss {loss}."),
    };

    private static string Name(LossKind loss) => loss switch
    {
        LossKind.CrossEntropy => "cross-entropy",
        LossKind.Logistic => "logistic",
        LossKind.SquaredError => "squared error",
        _ => throw new UnreachableException($"No loss {loss}."),
    };

    private static string Remark(LossKind loss, int outputs, Targets targets) => loss switch
    {
        LossKind.CrossEntropy when targets.Count < outputs => $" The labels use {targets.Count} of the {outputs} outputs.",
        LossKind.SquaredError when targets.AreClasses => " A class stands for its unit vector.",
        _ => "",
    };

    private static string Plural(int outputs) => outputs == 1 ? "1 output" : $"{outputs} outputs";
}
