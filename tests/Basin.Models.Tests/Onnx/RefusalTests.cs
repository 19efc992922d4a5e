using Basin.Models.Onnx;
using Basin.Models.Onnx.Proto;

namespace Basin.Models.Tests.Onnx;

/// <summary>What cannot be read is refused by name, saying what was wanted.</summary>
public sealed class RefusalTests
{
    private static readonly Dictionary<string, (Action<ModelBuilder> Spoil, string[] Said)> _cases = new()
    {
        ["an unknown operator"] = (m => Last(m).OpType = "LSTM", ["m.onnx, LSTM node 'MatMul_0'", "operator LSTM of opset 17", "one of Abs, "]),
        ["an operator of another domain"] = (m => Last(m).Domain = "com.example", ["'com.example'", "ONNX's own operators"]),
        ["random numbers"] = (m => Last(m).OpType = "RandomNormalLike", ["RandomNormalLike node 'MatMul_0'", "random numbers"]),
        ["an unknown attribute"] = (m => Last(m).Attribute.Add(ModelBuilder.Integer("axis", 1)), ["MatMul node 'MatMul_0'", "attribute 'axis'"]),
        ["an attribute given twice"] = (m => Last(m).Attribute.Add([ModelBuilder.Integer("axis", 1), ModelBuilder.Integer("axis", 1)]), ["twice"]),
        ["a subgraph"] = (m => Last(m).Attribute.Add(new AttributeProto { Name = "body", Type = 5 }), ["MatMul node 'MatMul_0'", "attribute 'body' is a graph"]),
        ["an attribute of a function"] = (m => Last(m).Attribute.Add(new AttributeProto { Name = "a", Type = 2, RefAttrName = "b" }), ["refers to a function"]),
        ["an old opset"] = (m => m.Model.OpsetImport[0].Version = 12, ["(opset)", "13 to 21"]),
        ["a new opset"] = (m => m.Model.OpsetImport[0].Version = 22, ["(opset)", "13 to 21"]),
        ["no opset"] = (m => m.Model.OpsetImport.Clear(), ["0 versions"]),
        ["no graph"] = (m => m.Model.Graph = null, ["it has no graph"]),
        ["no output"] = (m => m.Graph.Output.Clear(), ["it has no outputs"]),
        ["an output that nothing computes"] = (m => m.Graph.Output[0].Name = "y", ["nothing computes the output 'y'"]),
        ["a missing initializer"] = (m => m.Graph.Initializer.Clear(), ["MatMul node 'MatMul_0'", "its input 'w' is nowhere defined"]),
        ["two initializers of one name"] = (m => m.Graph.Initializer.Add(m.Graph.Initializer[0].Clone()), ["two initializers are called 'w'"]),
        ["an initializer without a name"] = (m => m.Graph.Initializer[0].Name = "", ["an initializer has no name"]),
        ["a name defined twice"] = (m => m.Node("Relu", ["x"], "z"), ["'z' is defined twice"]),
        ["two inputs of one name"] = (m => m.Input("x", ModelBuilder.Float32, -1, 2), ["two inputs are called 'x'"]),
        ["a cycle"] = (m => { m.Node("Relu", ["b"], "a").Node("Relu", ["a"], "b"); m.Graph.Output[0].Name = "a"; }, ["Relu node 'Relu_1'", "a cycle"]),
        ["a node that waits for itself"] = (m => Last(m).Input[0] = "z", ["MatMul node 'MatMul_0'", "a cycle"]),
        ["two data inputs"] = (m => { m.Input("y", ModelBuilder.Float32, -1, 2).Node("Add", ["z", "y"], "s"); m.Graph.Output[0].Name = "s"; }, ["2 inputs: 'x' [?, 2], 'y' [?, 2]"]),
        ["no data input"] = (m => { m.Node("Relu", ["w"], "s"); m.Graph.Output[0].Name = "s"; }, ["its output depends on no input"]),
        ["an input of text"] = (m => m.Graph.Input[0].Type.TensorType.ElemType = 8, ["input 'x'", "elements of type unknown"]),
        ["an input of booleans"] = (m => m.Graph.Input[0].Type.TensorType.ElemType = 9, ["input 'x'", "elements of type Bool"]),
        ["an input without a shape"] = (m => m.Graph.Input[0].Type.TensorType.Shape = null, ["shape [unknown]"]),
        ["an input of one axis"] = (m => m.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(1), ["shape [?]"]),
        ["an empty example"] = (m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 0, ["shape [?, 0]"]),
        ["a huge example"] = (m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = long.MaxValue, ["shape [?, 9223372036854775807]"]),
        ["data of the wrong shape"] = (m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 3, ["MatMul node 'MatMul_0'", "shapes [1, 3] and [2, 3]"]),
        ["NaN weights"] = (m => m.Graph.Initializer[0].RawData = Google.Protobuf.ByteString.CopyFrom(new byte[20].Concat(BitConverter.GetBytes(float.NaN)).ToArray()), ["initializer 'w'", "1 of 6 numbers are not finite, the first at 5"]),
        ["too few bytes"] = (m => m.Graph.Initializer[0].Dims[0] = 3, ["initializer 'w'", "24 bytes for shape [3, 3]", "36"]),
        ["a negative extent"] = (m => m.Graph.Initializer[0].Dims[0] = -2, ["initializer 'w'", "shape [-2, 3]"]),
        ["huge extents"] = (m => m.Graph.Initializer[0].Dims.Add([long.MaxValue, long.MaxValue]), ["initializer 'w'"]),
        ["too many axes"] = (m => m.Graph.Initializer[0].Dims.Add(Enumerable.Repeat(1L, 1000)), ["initializer 'w'", "axes"]),
        ["weights of text"] = (m => m.Graph.Initializer[0].DataType = 8, ["initializer 'w'", "elements of kind 8"]),
        ["a sparse weight"] = (m => m.Graph.SparseInitializer.Add(new SparseTensorProto()), ["a sparse array"]),
        ["no parameters"] = (m => { m.Graph.Initializer.Clear(); Last(m).OpType = "Relu"; Last(m).Input.RemoveAt(1); }, ["it has no parameters"]),
        ["parameters that nothing reads"] = (m => { Last(m).OpType = "Relu"; Last(m).Input.RemoveAt(1); }, ["its output 'z' depends on none of its parameters"]),
        ["an output of three axes"] = (m => { m.List("s", -1, 1, 3).Node("Reshape", ["z", "s"], "r"); m.List("t", 0, 3, 1).Node("Reshape", ["r", "t"], "u"); m.Node("Add", ["u", "r"], "v"); m.Graph.Output[0].Name = "v"; }, ["The output 'v' has shape [1, 3, 3] for 1 example"]),
        ["an output without examples"] = (m => { m.List("s", -1).Node("Reshape", ["z", "s"], "r"); m.Graph.Output[0].Name = "r"; }, ["The output 'r' has shape [3] for 1 example"]),
        ["an output that Basin does not compute"] = (m => { Last(m).OpType = "Relu"; Last(m).Input.RemoveAt(1); Last(m).Output.Add("more"); m.Node("MatMul", ["more", "w"], "s"); m.Graph.Output[0].Name = "s"; }, ["its input 'more' is an output that Basin does not compute"]),
        ["missing inputs"] = (m => Last(m).Input.RemoveAt(1), ["MatMul node 'MatMul_0'", "no input 2"]),
        ["an input too many"] = (m => Last(m).Input.Add("x"), ["MatMul node 'MatMul_0'", "3 inputs, of which 'x' is not used"]),
        ["an absent input"] = (m => Last(m).Input[1] = "", ["MatMul node 'MatMul_0'", "no input 2"]),
    };

    public static TheoryData<string> Cases => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_refused_with_the_reason(string name)
    {
        var (spoil, said) = _cases[name];
        var builder = Good();
        OnnxModel.Parse("m.onnx", builder.Bytes());
        spoil(builder);
        var error = Assert.Throws<BadInputException>(() => OnnxModel.Parse("m.onnx", builder.Bytes()));
        foreach (var words in said) Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("m.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("; wanted ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_in_another_order_are_put_in_order()
    {
        var builder = Good().Node("Tanh", ["z"], "t").Node("Relu", ["t"], "r");
        builder.Graph.Output[0].Name = "r";
        NodeProto[] nodes = [.. builder.Graph.Node.Reverse()];
        builder.Graph.Node.Clear();
        builder.Graph.Node.Add(nodes);
        var found = Evaluation.Outputs(OnnxModel.Parse("m.onnx", builder.Bytes()), [1, 0]);
        Evaluation.Close([Math.Tanh(1), Math.Tanh(2), Math.Tanh(3)], found);
    }

    [Fact]
    public void A_file_that_is_not_there_or_empty_or_something_else_is_refused()
    {
        Assert.Contains("there is no such file", Assert.Throws<BadInputException>(() => OnnxModel.Open("none.onnx")).Message, StringComparison.Ordinal);
        Assert.Contains("this is a folder", Assert.Throws<BadInputException>(() => OnnxModel.Open(Path.GetTempPath())).Message, StringComparison.Ordinal);
        Assert.Contains("no protobuf message", Assert.Throws<BadInputException>(() => OnnxModel.Parse("m.onnx", "PK\u0003\u0004 a zip file"u8)).Message, StringComparison.Ordinal);
        Assert.Contains("it has no graph", Assert.Throws<BadInputException>(() => OnnxModel.Parse("m.onnx", [])).Message, StringComparison.Ordinal);
    }

    private static NodeProto Last(ModelBuilder model) => model.Graph.Node[^1];

    private static ModelBuilder Good() => new ModelBuilder()
        .Input("x", ModelBuilder.Float32, -1, 2).Initializer("w", [2, 3], 1, 2, 3, 4, 5, 6).Node("MatMul", ["x", "w"], "z").Output("z");
}
