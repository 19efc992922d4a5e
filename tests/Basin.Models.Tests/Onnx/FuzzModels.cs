using Basin.Models.Onnx.Proto;

namespace Basin.Models.Tests.Onnx;

/// <summary>Small models that between them use every part of the format and every kind of operator.</summary>
internal static class FuzzModels
{
    public static IReadOnlyDictionary<string, Func<ModelBuilder>> All { get; } = new Dictionary<string, Func<ModelBuilder>>
    {
        ["dense"] = Dense,
        ["images"] = Images,
        ["text"] = Text,
        ["shapes"] = Shapes,
        ["loss"] = Loss,
        ["movements"] = Movements,
        ["rare operators"] = Rare,
    };

    private static ModelBuilder Dense() => new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 4)
        .Initializer("w", [3, 4], ModelBuilder.Random(1, 12)).Initializer("b", [3], 1, 2, 3).Initializer("v", [3, 2], ModelBuilder.Random(2, 6))
        .Node("Gemm", ["x", "w", "b"], "h", ModelBuilder.Integer("transB", 1), ModelBuilder.Number("alpha", 0.5f))
        .Node("Relu", ["h"], "r").Node("MatMul", ["r", "v"], "z").Output("z");

    private static ModelBuilder Images() => new ModelBuilder().Input("x", ModelBuilder.Float32, 1, 2, 8, 8)
        .Initializer("w", [4, 2, 3, 3], ModelBuilder.Random(1, 72)).Initializer("s", [4], 1, 2, 3, 4).Initializer("m", [4], 1, 2, 3, 4)
        .Initializer("g", [4, 1, 3, 3], ModelBuilder.Random(2, 36)).Initializer("d", [2, 4], ModelBuilder.Random(3, 8))
        .Node("Conv", ["x", "w"], "c", ModelBuilder.Integers("pads", 1, 1, 1, 1), ModelBuilder.Integers("kernel_shape", 3, 3))
        .Node("BatchNormalization", ["c", "s", "s", "m", "m"], "n", ModelBuilder.Number("epsilon", 1e-5f), ModelBuilder.Integer("training_mode", 1))
        .Node("Relu", ["n"], "r").Node("Conv", ["r", "g"], "e", ModelBuilder.Integer("group", 4), ModelBuilder.Text("auto_pad", "SAME_UPPER"), ModelBuilder.Integers("dilations", 2, 2))
        .Node("Add", ["e", "r"], "a").Node("MaxPool", ["a"], "p", ModelBuilder.Integers("kernel_shape", 2, 2), ModelBuilder.Integers("strides", 2, 2))
        .Node("GlobalAveragePool", ["p"], "q").Node("Flatten", ["q"], "f").Node("Gemm", ["f", "d"], "z", ModelBuilder.Integer("transB", 1)).Output("z");

    private static ModelBuilder Text() => new ModelBuilder().Input("t", ModelBuilder.Int64, -1, 3)
        .Initializer("table", [5, 4], ModelBuilder.Random(1, 20)).Initializer("wq", [4, 4], ModelBuilder.Random(2, 16)).Initializer("out", [12, 2], ModelBuilder.Random(3, 24))
        .Node("Gather", ["table", "t"], "e").Node("MatMul", ["e", "wq"], "q").Node("Transpose", ["q"], "k", ModelBuilder.Integers("perm", 0, 2, 1))
        .Node("MatMul", ["q", "k"], "s").Node("Sigmoid", ["s"], "p").Node("MatMul", ["p", "e"], "a").Node("Flatten", ["a"], "f").Node("MatMul", ["f", "out"], "z").Output("z");

    private static ModelBuilder Shapes()
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 2, 3).Initializer("w", [6, 2], ModelBuilder.Random(1, 12)).Initializer("c", [1, 2, 1], 1, 2)
            .List("zero", 0).List("minus", -1).List("one", 1)
            .Node("Shape", ["x"], "shape").Node("Gather", ["shape", "zero"], "n", ModelBuilder.Integer("axis", 0)).Node("Mul", ["n", "one"], "n2")
            .Node("Concat", ["n2", "minus"], "wanted", ModelBuilder.Integer("axis", 0)).Node("Mul", ["x", "c"], "y")
            .Node("Unsqueeze", ["y", "one"], "u").Node("Squeeze", ["u", "one"], "v").Node("Cast", ["v"], "f", ModelBuilder.Integer("to", 1))
            .Node("Reshape", ["f", "wanted"], "r", ModelBuilder.Integer("allowzero", 0)).Node("Sub", ["r", "half"], "s").Node("MatMul", ["s", "w"], "z").Output("z");
        builder.Graph.Node.Insert(0, new NodeProto { OpType = "Constant", Output = { "half" }, Attribute = { ModelBuilder.Array_("value", ModelBuilder.Tensor("", [], [0.5f])) } });
        return builder;
    }

    private static ModelBuilder Loss() => new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 3).Input("labels", ModelBuilder.Int64, -1)
        .Initializer("w", [3, 2], ModelBuilder.Random(1, 6)).Node("MatMul", ["x", "w"], "h").Node("Dropout", ["h"], "z").Node("Identity", ["z"], "i")
        .Node("SoftmaxCrossEntropyLoss", ["i", "labels"], "loss", ModelBuilder.Text("reduction", "mean"), ModelBuilder.Integer("ignore_index", -100)).Output("loss");

    private static ModelBuilder Movements() => new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 4, 4)
        .Initializer("w", [38, 2], ModelBuilder.Random(1, 76)).List("from", 1).List("to", -1).List("axis", 2).List("pads", 0, 1, 0, 0, 1, 1).List("twice", 1, 1, 2).List("pick", 3, 0, -1).List("shape", 1, 4, 4)
        .Node("Slice", ["x", "from", "to", "axis", "from"], "s").Node("Pad", ["s", "pads"], "p", ModelBuilder.Text("mode", "reflect")).Node("Tile", ["p", "twice"], "t")
        .Node("Trilu", ["t"], "u", ModelBuilder.Integer("upper", 0)).Node("Gather", ["u", "pick"], "g", ModelBuilder.Integer("axis", 2)).Node("Expand", ["g", "from"], "e")
        .Node("ConstantOfShape", ["shape"], "zeros").Node("Less", ["x", "zeros"], "m").Node("Where", ["m", "x", "zeros"], "c").Node("ReduceMax", ["c"], "largest", ModelBuilder.Integers("axes", 1))
        .Node("Flatten", ["e"], "f1").Node("Flatten", ["c"], "f2").Node("Flatten", ["largest"], "f3").Node("Concat", ["f1", "f2", "f3"], "f", ModelBuilder.Integer("axis", 1)).Node("MatMul", ["f", "w"], "z").Output("z");

    private static ModelBuilder Rare() => new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 2, 4, 4)
        .Initializer("w", [2, 1, 3, 3], ModelBuilder.Random(1, 18)).Initializer("m", [2, 2], ModelBuilder.Random(2, 4)).Initializer("scales", [4], 1, 1, 1.5, 0.5).Initializer("d", [8, 2], ModelBuilder.Random(3, 16)).List("axis", 3)
        .Node("ConvTranspose", ["x", "w"], "t", ModelBuilder.Integer("group", 2), ModelBuilder.Integers("strides", 2, 2), ModelBuilder.Integers("pads", 1, 1, 1, 1), ModelBuilder.Integers("output_padding", 1, 1))
        .Node("AveragePool", ["t"], "a", ModelBuilder.Integers("kernel_shape", 2, 2), ModelBuilder.Integers("strides", 2, 2), ModelBuilder.Integers("dilations", 2, 2), ModelBuilder.Integer("count_include_pad", 1))
        .Node("Resize", ["a", "", "scales"], "r", ModelBuilder.Text("mode", "cubic"), ModelBuilder.Number("cubic_coeff_a", -0.5f)).Node("LRN", ["r"], "l", ModelBuilder.Integer("size", 3))
        .Node("Einsum", ["l", "m"], "e", ModelBuilder.Text("equation", "nchw,cd->ndhw")).Node("CumSum", ["e", "axis"], "s").Node("Softmax", ["s"], "p", ModelBuilder.Integer("axis", 2))
        .Node("GlobalMaxPool", ["p"], "g").Node("Flatten", ["g"], "f").Node("MatMul", ["f", "m"], "z").Output("z");
}
