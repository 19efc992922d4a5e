using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Losses;

namespace Basin.Models.Onnx;

/// <summary>Where the network ends and the loss begins.</summary>
/// <param name="Name">The value that is the network's output.</param>
/// <param name="Loss">The loss that the file names or suggests.</param>
/// <param name="Notes">What was decided.</param>
internal sealed record OnnxHead(string Name, LossKind? Loss, ImmutableArray<string> Notes)
{
    /// <summary>Finds the end of the first output, before a loss.</summary>
    /// <exception cref="BadInputException">There is no output, or a loss that Basin does not mean.</exception>
    public static OnnxHead Find(OnnxGraph graph)
    {
        if (graph.Outputs.Length == 0)
            throw BadInputException.At(graph.Path, "it has no outputs", "one", "Export it again.");
        var output = graph.Outputs[0].Name;
        ImmutableArray<string> notes = graph.Outputs.Length == 1 ? [] : [$"The model has {graph.Outputs.Length} outputs; the first, '{Printable.Text(output)}', is used."];
        return Producer(graph, output) switch
        {
            { Type: "SoftmaxCrossEntropyLoss" } node => BeforeLoss(graph, node, notes),
            { Type: "NegativeLogLikelihoodLoss" } node => BeforeLikelihood(graph, node, notes),
            { Type: "Softmax" or "LogSoftmax" } node => new OnnxHead(output, LossKind.CrossEntropy, [.. notes, $"The model ends in {node.Type}, which cross-entropy contains: with that loss it is left out, and without --loss cross-entropy is assumed."]),
            { Type: "Sigmoid" } => new OnnxHead(output, null, [.. notes, "The model ends in Sigmoid, which the logistic loss contains: with that loss it is left out."]),
            _ => new OnnxHead(output, null, notes),
        };
    }

    /// <summary>This head, or the one before a last function that <paramref name="loss"/> contains.</summary>
    public OnnxHead Before(OnnxGraph graph, LossKind? loss) => (loss, Producer(graph, Name)) switch
    {
        (LossKind.CrossEntropy, { Type: "Softmax" or "LogSoftmax" } node) when IsOverLastOfTwo(node) => this with { Name = node.Inputs[0] },
        (LossKind.Logistic, { Type: "Sigmoid" } node) when node.Inputs.Length == 1 => this with { Name = node.Inputs[0] },
        _ => this,
    };

    private static OnnxNode? Producer(OnnxGraph graph, string name) => graph.Nodes.LastOrDefault(node => node.Outputs.Contains(name));

    // The head has two axes, so that axis 1 is the last.
    private static bool IsOverLastOfTwo(OnnxNode node) =>
        node.Inputs.Length == 1 && (node.Attributes.FirstOrDefault(attribute => attribute.Name == "axis")?.Integer ?? -1) is 1 or -1;

    private static OnnxHead BeforeLoss(OnnxGraph graph, OnnxNode node, ImmutableArray<string> notes)
    {
        Require(graph, node);
        return new OnnxHead(node.Inputs[0], LossKind.CrossEntropy, [.. notes, $"The loss in the file ({node.Type}) is computed by Basin: the network ends at '{Printable.Text(node.Inputs[0])}'."]);
    }

    private static OnnxHead BeforeLikelihood(OnnxGraph graph, OnnxNode node, ImmutableArray<string> notes)
    {
        Require(graph, node);
        if (Producer(graph, node.Inputs[0]) is { Type: "LogSoftmax" } softmax && IsOverLastOfTwo(softmax))
            return BeforeLoss(graph, node with { Inputs = node.Inputs.SetItem(0, softmax.Inputs[0]) }, notes);
        throw Bad(graph, node, "scores that do not come from LogSoftmax", "log-probabilities");
    }

    private static void Require(OnnxGraph graph, OnnxNode node)
    {
        if (node.Inputs.Length < 2 || node.Inputs[0].Length == 0) throw Bad(graph, node, $"{node.Inputs.Length} inputs", "scores and labels");
        if (graph.Inputs.All(input => input.Name != node.Inputs[1])) throw Bad(graph, node, "labels that are computed", "labels that are an input of the graph");
        if (node.Inputs.Length > 2 && node.Inputs[2].Length > 0) throw Bad(graph, node, "weights of classes", "every class to count the same");
        foreach (var attribute in node.Attributes)
        {
            var (known, fits) = attribute.Name switch
            {
                "reduction" => (true, attribute.Text == "mean"),
                "ignore_index" => (true, attribute.Integer < 0),
                _ => (false, false),
            };
            if (!fits) throw Bad(graph, node, $"attribute '{Printable.Text(attribute.Name)}' = {attribute.Text ?? attribute.Integer?.ToString() ?? "?"}", known ? "the mean over all examples" : "only reduction and ignore_index");
        }
    }

    private static BadInputException Bad(OnnxGraph graph, OnnxNode node, string found, string wanted) =>
        BadInputException.At($"{graph.Path}, {node.Label}", found, wanted, "Export the network without its loss, and choose it with --loss.");
}
