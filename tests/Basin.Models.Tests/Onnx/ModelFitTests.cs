using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Tests.Onnx;

public sealed class ModelFitTests
{
    private static readonly Shape _four = new(4);

    public static TheoryData<int, Targets, LossKind?, LossKind?, LossKind, string> Losses => new()
    {
        { 3, Targets.Classes(3), null, null, LossKind.CrossEntropy, "Loss: cross-entropy, inferred from 3 classes and 3 outputs." },
        { 5, Targets.Classes(3), null, null, LossKind.CrossEntropy, "Loss: cross-entropy, inferred from 3 classes and 5 outputs. The labels use 3 of the 5 outputs." },
        { 1, Targets.Classes(2), null, null, LossKind.Logistic, "Loss: logistic, inferred from 2 classes and 1 output." },
        { 2, Targets.Classes(2), null, null, LossKind.CrossEntropy, "Loss: cross-entropy, inferred from 2 classes and 2 outputs." },
        { 1, Targets.Values(1), null, null, LossKind.SquaredError, "Loss: squared error, inferred from 1 value and 1 output." },
        { 2, Targets.Values(2), null, null, LossKind.SquaredError, "Loss: squared error, inferred from 2 values and 2 outputs." },
        { 3, Targets.Classes(3), LossKind.SquaredError, null, LossKind.SquaredError, "Loss: squared error, as asked. A class stands for its unit vector." },
        { 3, Targets.Classes(3), null, LossKind.CrossEntropy, LossKind.CrossEntropy, "Loss: cross-entropy, as the model's file has it." },
        { 3, Targets.Classes(3), LossKind.SquaredError, LossKind.CrossEntropy, LossKind.SquaredError, "Loss: squared error, as asked. A class stands for its unit vector." },
    };

    [Theory, MemberData(nameof(Losses))]
    public void The_loss_is_the_one_asked_for_else_the_file_s_else_that_of_the_targets(
        int outputs, Targets targets, LossKind? asked, LossKind? inFile, LossKind expected, string reason)
    {
        Assert.Equal(new LossChoice(expected, reason), LossChoice.Of("mlp", outputs, "data", targets, asked, inFile));
    }

    public static TheoryData<int, Targets, LossKind?, string> Refused => new()
    {
        { 3, Targets.Classes(4), null, "data: 4 classes an example for the 3 outputs of network 'mlp'; wanted at most 3 classes for cross-entropy. Use a network with one output a class" },
        { 1, Targets.Classes(3), null, "wanted two outputs or more for cross-entropy. Use a network with one output a class." },
        { 1, Targets.Classes(2), LossKind.CrossEntropy, "wanted two outputs or more for cross-entropy. Use --loss logistic." },
        { 3, Targets.Values(3), LossKind.CrossEntropy, "data: 3 values an example for the 3 outputs of network 'mlp'; wanted at most 3 classes for cross-entropy. Use --loss squared-error" },
        { 3, Targets.Values(1), null, "1 value an example for the 3 outputs of network 'mlp'; wanted 3 values, or at most 3 classes, for squared error. If the labels are classes, say so by --loss cross-entropy" },
        { 3, Targets.Values(2), null, "wanted 3 values, or at most 3 classes, for squared error. Use the targets" },
        { 1, Targets.Classes(2), LossKind.SquaredError, "or labels that are values." },
        { 3, Targets.Classes(2), LossKind.Logistic, "wanted two classes and one output for the logistic loss. Use --loss cross-entropy." },
        { 3, Targets.Values(3), LossKind.Logistic, "Use --loss squared-error." },
        { 1, Targets.Classes(3), LossKind.Logistic, "Use labels of two classes." },
        { 1, Targets.Values(1), LossKind.Logistic, "or labels that are classes." },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Targets_against_the_wrong_head_are_refused(int outputs, Targets targets, LossKind? asked, string message)
    {
        var error = Assert.Throws<BadInputException>(() => ModelFit.Join(Linear(_four, outputs), Data(_four, targets), asked));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<int[], int[], double[]> Shapes => new()
    {
        { [2, 2, 1], [2, 2, 1], [0, 1, 2, 3] },
        { [2, 2, 1], [4], [0, 1, 2, 3] },
        { [4], [2, 2, 1], [0, 1, 2, 3] },
        { [2, 2], [2, 2, 1], [0, 1, 2, 3] },
        { [2, 2, 1], [2, 2], [0, 1, 2, 3] },
        { [2, 3], [6], [0, 1, 2, 3, 4, 5] },
        { [6], [2, 3], [0, 1, 2, 3, 4, 5] },
        { [1, 2, 3], [6], [0, 3, 1, 4, 2, 5] },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void The_same_numbers_are_read_in_the_network_s_shape_and_flat_images_channel_by_channel(int[] found, int[] wanted, double[] first)
    {
        var data = Data(new Shape(found), Targets.Classes(2));
        var fit = ModelFit.Join(Linear(new Shape(wanted), 2), data);
        Assert.Equal(new Shape(wanted), fit.Data.ExampleShape);
        Assert.Equal(first, fit.Data.Input(0).ToArray());
        Assert.Equal(first.Select(x => x + first.Length), fit.Data.Input(1).ToArray());
        Assert.Equal(data.TargetValues.ToArray(), fit.Data.TargetValues.ToArray());
        Assert.Equal(found.SequenceEqual(wanted) ? 1 : 2, fit.Notes.Length);
    }

    public static TheoryData<int[], int[], string> Strangers => new()
    {
        { [5], [4], "data: examples of shape [5]; wanted [4], which network 'mlp' reads. Use the data that the network was made for." },
        { [12], [2, 2, 3], "A flat list does not say in which order it has pixels and channels" },
        { [3, 2, 2], [2, 2, 3], "Transpose the images to [n, height, width, channels]" },
        { [4, 3], [3, 4], "Reshape the examples." },
    };

    [Theory, MemberData(nameof(Strangers))]
    public void Other_shapes_are_refused(int[] found, int[] wanted, string message)
    {
        var error = Assert.Throws<BadInputException>(() => ModelFit.Join(Linear(new Shape(wanted), 2), Data(new Shape(found), Targets.Classes(2))));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<double[], bool, string?> Sentences => new()
    {
        { [0, 4, 2, 3], false, null },
        { [0, 5, 2, 3], false, "data: input 5 at example 0, element [1]; wanted the number of a word from 0 to 4: network 'words' looks inputs up in a table of 5 rows" },
        { [0, 1, -1, 3], false, "input -1 at example 1, element [0]" },
        { [0, 1, 0.5, 3], false, "input 0.5 at example 1, element [0]" },
        { [0, 4, 2, 3], true, "inputs standardised by (x - mean) / deviation of each of 2 features of the training set; wanted numbers of words from 0 to 4, as they are in the file. Leave them as they are: --standardize none." },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void Words_must_be_in_the_table_and_as_they_were(double[] words, bool standardise, string? message)
    {
        var network = new Network<double>("words", new Shape(2), new Words());
        var data = new DataSet<double>("data", new Shape(2), words, [0, 1], Targets.Classes(2), "by hand");
        if (standardise) data = data.Standardize(Standardization.Measure(StandardizationKind.PerFeature, data.Inputs, data.ExampleShape));
        var error = Record.Exception(() => ModelFit.Join(network, data));
        if (message is null) Assert.Null(error);
        else Assert.Contains(message, Assert.IsType<BadInputException>(error).Message, StringComparison.Ordinal);
    }

    private static Network<double> Linear(Shape example, int outputs) => Mlp.Create<double>(example, outputs, []);

    // Two examples of the numbers 0, 1, 2, ….
    private static DataSet<double> Data(Shape example, Targets targets)
    {
        double[] inputs = [.. Enumerable.Range(0, 2 * example.Length).Select(i => (double)i)];
        return new DataSet<double>("data", example, inputs, new double[2 * targets.Width], targets, "by hand");
    }

    // Sentences of two words, each word two outputs, added up.
    private sealed class Words : Layer<double>
    {
        public override Operation<double> Build(Tracer<double> tracer, Operation<double> inputs)
        {
            var turned = new Reshape<double>(inputs.Transpose(1, 0).Transpose(1, 0), inputs.Shape);
            return new Gather<double>(tracer.Parameter("table", new Shape(5, 2), Initializer.Gaussian(1)), turned).Sum([1]);
        }
    }
}
