using System.Runtime.InteropServices;
using Basin.Models.Onnx;
using Basin.Models.Onnx.Proto;
using Basin.Models.Tests.Data;

namespace Basin.Models.Tests.Onnx;

public sealed class ExternalDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("weights.bin")]
    [InlineData("parts/weights.bin")]
    public void Weights_beside_the_model_are_read(string location)
    {
        _folder.Write(location, MemoryMarshal.AsBytes<float>([9, 9, 1, 2, 3, 4]));
        var model = OnnxModel.Open(Write(("location", location), ("offset", "8"), ("length", "16")));
        Evaluation.Close([1, 2], Evaluation.Outputs(model, [1, 0]), 0);
    }

    [Fact]
    public void The_offset_and_the_length_may_be_left_out()
    {
        _folder.Write("weights.bin", MemoryMarshal.AsBytes<float>([1, 2, 3, 4]));
        Evaluation.Close([3, 4], Evaluation.Outputs(OnnxModel.Open(Write(("location", "weights.bin"))), [0, 1]), 0);
    }

    [Theory]
    [InlineData("../weights.bin", "by a relative path without '..'")]
    [InlineData("parts/../../weights.bin", "by a relative path without '..'")]
    [InlineData("..\\weights.bin", "by a relative path without '..'")]
    [InlineData("/etc/passwd", "by a relative path without '..'")]
    [InlineData("C:\\weights.bin", "by a relative path without '..'")]
    [InlineData("", "by a relative path without '..'")]
    [InlineData("a\0b", "by a relative path without '..'")]
    [InlineData("link.bin", "reached through a symbolic link")]
    [InlineData("linked/weights.bin", "reached through a symbolic link")]
    [InlineData("none.bin", "there is no such file")]
    [InlineData("parts", "this is a folder")]
    [InlineData("short.bin", "has 8 bytes")]
    public void Files_elsewhere_are_refused(string location, string said)
    {
        var outside = _folder.Write("outside/weights.bin", MemoryMarshal.AsBytes<float>([1, 2, 3, 4]));
        _folder.Write("model/parts/other.bin", [1]);
        _folder.Write("model/short.bin", new byte[8]);
        File.CreateSymbolicLink(_folder["model/link.bin"], outside);
        Directory.CreateSymbolicLink(_folder["model/linked"], _folder["outside"]);
        var error = Assert.Throws<BadInputException>(() => OnnxModel.Open(Write("model/w.onnx", ("location", location))));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset", "-1", "a whole number of bytes")]
    [InlineData("offset", "99999999999999999999", "a whole number of bytes")]
    [InlineData("offset", "9223372036854775807", "has 16 bytes")]
    [InlineData("offset", "1", "has 16 bytes")]
    [InlineData("length", "15", "16, as its shape says")]
    [InlineData("length", "9223372036854775807", "16, as its shape says")]
    public void Parts_outside_the_file_are_refused(string key, string value, string said)
    {
        _folder.Write("weights.bin", new byte[16]);
        var error = Assert.Throws<BadInputException>(() => OnnxModel.Open(Write(("location", "weights.bin"), (key, value))));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_from_memory_reads_no_files()
    {
        _folder.Write("weights.bin", new byte[16]);
        var bytes = File.ReadAllBytes(Write(("location", _folder["weights.bin"])));
        Assert.Throws<BadInputException>(() => OnnxModel.Parse("m.onnx", bytes));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(params (string Key, string Value)[] entries) => Write("w.onnx", entries);

    private string Write(string name, params (string Key, string Value)[] entries)
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 2).Node("MatMul", ["x", "w"], "z").Output("z");
        var tensor = new TensorProto { Name = "w", Dims = { 2, 2 }, DataType = ModelBuilder.Float32, DataLocation = 1 };
        foreach (var (key, value) in entries) tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        builder.Graph.Initializer.Add(tensor);
        return _folder.Write(name, builder.Bytes());
    }
}
