using System.Runtime.InteropServices;
using Basin.Models.Data;
using Basin.Models.Onnx.Proto;
using Google.Protobuf;

namespace Basin.Models.Tests.Onnx;

/// <summary>Writes small ONNX models in a few lines.</summary>
internal sealed class ModelBuilder
{
    public const int Float32 = 1, Int32 = 6, Int64 = 7, Float16 = 10, Float64 = 11, BFloat16 = 16;

    public ModelProto Model { get; } = new() { IrVersion = 8, Graph = new GraphProto { Name = "test" }, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };

    public GraphProto Graph => Model.Graph;

    /// <summary>An input; −1 leaves an extent open.</summary>
    public ModelBuilder Input(string name, int type, params long[] extents)
    {
        Graph.Input.Add(Info(name, type, extents));
        return this;
    }

    public ModelBuilder Output(string name)
    {
        Graph.Output.Add(Info(name, Float32));
        return this;
    }

    public ModelBuilder Node(string type, string[] inputs, string output, params AttributeProto[] attributes)
    {
        Graph.Node.Add(new NodeProto { OpType = type, Name = $"{type}_{Graph.Node.Count}", Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return this;
    }

    public ModelBuilder Initializer(string name, long[] extents, params double[] values)
    {
        Graph.Initializer.Add(Tensor(name, extents, Array.ConvertAll(values, value => (float)value)));
        return this;
    }

    public ModelBuilder List(string name, params long[] values)
    {
        Graph.Initializer.Add(new TensorProto { Name = name, DataType = Int64, Dims = { values.Length }, Int64Data = { values } });
        return this;
    }

    public byte[] Bytes() => Model.ToByteArray();

    public static AttributeProto Integer(string name, long value) => new() { Name = name, Type = 2, I = value };

    public static AttributeProto Number(string name, float value) => new() { Name = name, Type = 1, F = value };

    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = 3, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Integers(string name, params long[] values) => new() { Name = name, Type = 7, Ints = { values } };

    public static AttributeProto Array_(string name, TensorProto tensor) => new() { Name = name, Type = 4, T = tensor };

    public static TensorProto Tensor(string name, long[] extents, float[] values) =>
        new() { Name = name, DataType = Float32, Dims = { extents }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)) };

    public static double[] Random(int seed, int count)
    {
        var values = new double[count];
        new Basin.Numerics.Random.Seed((ulong)seed).Stream("weights").FillGaussian(values.AsSpan());
        return Array.ConvertAll(values, value => (double)(float)value);
    }

    private static ValueInfoProto Info(string name, int type, params long[] extents)
    {
        var shape = new TensorShapeProto();
        foreach (var extent in extents) shape.Dim.Add(extent < 0 ? new TensorShapeProto.Types.Dimension { DimParam = "n" } : new TensorShapeProto.Types.Dimension { DimValue = extent });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape } } };
    }
}
