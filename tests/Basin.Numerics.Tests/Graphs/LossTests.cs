using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Numerics.Tests.Graphs;

public sealed unsafe class LossTests : OperationContract
{
    private static readonly OperationCase[] Cases =
    [
        Row("softmax", [new OperationInput(new Shape(5, 7), -3, 3)], x => new Softmax<double>(x[0]), x => new Softmax<float>(x[0]), x => Softmax(x[0], 7)),
        Row("softmax of wide rows", [new OperationInput(new Shape(2, 3, 101), -3, 3)], x => new Softmax<double>(x[0]), x => new Softmax<float>(x[0]), x => Softmax(x[0], 101)),
        Row("softmax of many rows", [new OperationInput(new Shape(700, 10), -3, 3)], x => new Softmax<double>(x[0]), x => new Softmax<float>(x[0]), x => Softmax(x[0], 10)),
        Row("log softmax", [new OperationInput(new Shape(5, 7), -3, 3)], x => new LogSoftmax<double>(x[0]), x => new LogSoftmax<float>(x[0]), x => Array.ConvertAll(Softmax(x[0], 7), Math.Log)),
        Row("log softmax of many rows", [new OperationInput(new Shape(300, 33), -3, 3)], x => new LogSoftmax<double>(x[0]), x => new LogSoftmax<float>(x[0]), x => Array.ConvertAll(Softmax(x[0], 33), Math.Log)),
        Row("cross-entropy", [new OperationInput(new Shape(6, 10), -3, 3), OperationInput.Classes(6, 10)], x => new SoftmaxCrossEntropy<double>(x[0], x[1]), x => new SoftmaxCrossEntropy<float>(x[0], x[1]), x => CrossEntropy(x, 10)),
        Row("cross-entropy of many", [new OperationInput(new Shape(700, 37), -3, 3), OperationInput.Classes(700, 37)], x => new SoftmaxCrossEntropy<double>(x[0], x[1]), x => new SoftmaxCrossEntropy<float>(x[0], x[1]), x => CrossEntropy(x, 37)),
        Row("squared error", [new OperationInput(new Shape(6, 3)), Data(6, 3)], x => new SquaredError<double>(x[0], x[1]), x => new SquaredError<float>(x[0], x[1]), x => SquaredError(x, 6)),
        Row("squared error of one output", [new OperationInput(new Shape(9)), Data(9)], x => new SquaredError<double>(x[0], x[1]), x => new SquaredError<float>(x[0], x[1]), x => SquaredError(x, 9)),
        Row("squared error of images", [new OperationInput(new Shape(40, 9, 9, 7)), Data(40, 9, 9, 7)], x => new SquaredError<double>(x[0], x[1]), x => new SquaredError<float>(x[0], x[1]), x => SquaredError(x, 40)),
        Row("logistic", [new OperationInput(new Shape(9), -4, 4), OperationInput.Classes(9, 2)], x => new Logistic<double>(x[0], x[1]), x => new Logistic<float>(x[0], x[1]), Logistic),
        Row("logistic of many", [new OperationInput(new Shape(33_000, 1), -4, 4), OperationInput.Classes(33_000, 2)], x => new Logistic<double>(x[0], x[1]), x => new Logistic<float>(x[0], x[1]), Logistic),
    ];

    public static TheoryData<string> All => Names(Cases);

    protected override IReadOnlyList<OperationCase> Table => Cases;

    [Fact]
    public void Certain_and_right_costs_nothing_however_large_the_logits()
    {
        using var bench = new OperationBench<float>(Find("cross-entropy"), Find("cross-entropy").Single);
        Set(bench, [200, -200, 0, 0, 0, 0, 0, 0, 0, 0], 0);
        bench.Value();
        Assert.Equal(0, bench.Workspace[0]);
        Set(bench, [200, -200, 0, 0, 0, 0, 0, 0, 0, 0], 1);
        bench.Value();
        Assert.Equal(400, bench.Workspace[0]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    [InlineData(2.5f)]
    [InlineData(float.NaN)]
    public void A_target_that_is_no_class_makes_the_loss_NaN(float target)
    {
        using var bench = new OperationBench<float>(Find("cross-entropy"), Find("cross-entropy").Single);
        Set(bench, new float[10], target);
        bench.Value();
        Assert.True(float.IsNaN(bench.Workspace[0]));
    }

    [Fact]
    public void The_workspace_holds_the_losses_of_the_examples()
    {
        using var bench = new OperationBench<double>(Find("squared error"), Find("squared error").Double);
        for (var i = 0; i < 18; i++) (bench.Input(0).Value[i], bench.Input(1).Value[i]) = (i / 3, 0);
        bench.Value();
        Assert.Equal([0, 1.5, 6, 13.5, 24, 37.5], bench.Workspace[..6].ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var (logits, targets) = (new Input<float>("z", new Shape(4, 3)), new Input<float>("t", new Shape(5)));
        Assert.Contains("[4, 3] and [5]", Assert.Throws<ArgumentException>(() => new SoftmaxCrossEntropy<float>(logits, targets)).Message);
        Assert.Contains("[4, 3] and [5]", Assert.Throws<ArgumentException>(() => new SquaredError<float>(logits, targets)).Message);
        Assert.Contains("[4, 3] and [5]", Assert.Throws<ArgumentException>(() => new Logistic<float>(logits, targets)).Message);
    }

    private static OperationCase Find(string name) => Cases.Single(row => row.Name == name);

    private static void Set(OperationBench<float> bench, float[] logits, float target)
    {
        for (var i = 0; i < bench.Input(0).Length; i++) bench.Input(0).Value[i] = logits[i % logits.Length];
        for (var i = 0; i < bench.Input(1).Length; i++) bench.Input(1).Value[i] = target;
    }

    private static OperationInput Data(params int[] shape) => new(new Shape(shape), IsConstant: true);

    private static OperationCase Row(
        string name, OperationInput[] inputs, Func<Operation<double>[], Operation<double>> inDouble, Func<Operation<float>[], Operation<float>> inSingle, Func<double[][], double[]> reference) =>
        new(name, inputs, inDouble, inSingle, reference);

    private static double[] Softmax(double[] x, int columns)
    {
        var y = new double[x.Length];
        for (var start = 0; start < x.Length; start += columns)
        {
            var sum = 0d;
            for (var i = 0; i < columns; i++) sum += Math.Exp(x[start + i]);
            for (var i = 0; i < columns; i++) y[start + i] = Math.Exp(x[start + i]) / sum;
        }

        return y;
    }

    private static double[] CrossEntropy(double[][] x, int classes)
    {
        var p = Softmax(x[0], classes);
        return [x[1].Select((target, i) => -Math.Log(p[(i * classes) + (int)target])).Average()];
    }

    private static double[] SquaredError(double[][] x, int examples) => [x[0].Zip(x[1], (y, t) => 0.5 * (y - t) * (y - t)).Sum() / examples];

    private static double[] Logistic(double[][] x) => [x[0].Zip(x[1], (z, t) => Math.Log(1 + Math.Exp(z)) - (t * z)).Average()];
}
