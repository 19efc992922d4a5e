using System.Runtime.InteropServices;
using Basin.Models.Onnx;
using Basin.Models.Onnx.Proto;
using Google.Protobuf;

namespace Basin.Models.Tests.Onnx;

/// <summary>Weights in every type and every place that the format has for them.</summary>
public sealed class ElementTypeTests
{
    private static readonly double[] _weights = [0.5, -1.25, 2, 3.5, -0.0625, 8];

    private static readonly Dictionary<string, Action<TensorProto>> _storages = new()
    {
        ["float32 raw"] = tensor => Raw<float>(tensor, ModelBuilder.Float32, value => (float)value),
        ["float32 list"] = tensor => Typed(tensor, ModelBuilder.Float32, t => t.FloatData.Add(_weights.Select(value => (float)value))),
        ["float64 raw"] = tensor => Raw<double>(tensor, ModelBuilder.Float64, value => value),
        ["float64 list"] = tensor => Typed(tensor, ModelBuilder.Float64, t => t.DoubleData.Add(_weights)),
        ["float16 raw"] = tensor => Raw<Half>(tensor, ModelBuilder.Float16, value => (Half)value),
        ["float16 list"] = tensor => Typed(tensor, ModelBuilder.Float16, t => t.Int32Data.Add(_weights.Select(value => (int)BitConverter.HalfToUInt16Bits((Half)value)))),
        ["bfloat16 raw"] = tensor => Raw<ushort>(tensor, ModelBuilder.BFloat16, Brain),
        ["bfloat16 list"] = tensor => Typed(tensor, ModelBuilder.BFloat16, t => t.Int32Data.Add(_weights.Select(value => (int)Brain(value)))),
    };

    public static TheoryData<string> Storages => [.. _storages.Keys];

    [Theory]
    [MemberData(nameof(Storages))]
    public void Weights_of_every_type_are_read(string storage)
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 2);
        var tensor = new TensorProto { Name = "w", Dims = { 2, 3 } };
        _storages[storage](tensor);
        builder.Graph.Initializer.Add(tensor);
        var model = OnnxModel.Parse("w.onnx", builder.Node("MatMul", ["x", "w"], "z").Output("z").Bytes());
        Evaluation.Close(_weights, Evaluation.Outputs(model, [1, 0, 0, 1]), 0);
        Assert.Equal("w", Assert.Single(model.Parameters).Name);
    }

    [Fact]
    public void Integers_in_the_low_bits_of_larger_ones_are_read()
    {
        foreach (var type in (int[])[2, 3, 4, 5, 6, 9])
        {
            var proto = new TensorProto { DataType = type, Dims = { 2 }, Int32Data = { 1, type is 2 or 4 or 9 ? 1 : -1 } };
            Assert.Equal([1L, type is 2 or 4 or 9 ? 1 : -1], new OnnxTensorReader("a", null).Read(proto, "a").To<long>());
        }
    }

    private static ushort Brain(double value) => (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16);

    private static void Raw<TElement>(TensorProto tensor, int type, Converter<double, TElement> convert)
        where TElement : unmanaged
    {
        tensor.DataType = type;
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<TElement>(Array.ConvertAll(_weights, convert)));
    }

    private static void Typed(TensorProto tensor, int type, Action<TensorProto> fill)
    {
        tensor.DataType = type;
        fill(tensor);
    }
}
