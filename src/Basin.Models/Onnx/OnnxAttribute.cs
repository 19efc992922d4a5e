using System.Collections.Immutable;

namespace Basin.Models.Onnx;

/// <summary>A setting of a node. Exactly one of the values is there.</summary>
internal sealed record OnnxAttribute(string Name)
{
    public float? Float { get; init; }

    public long? Integer { get; init; }

    public string? Text { get; init; }

    public OnnxTensor? Tensor { get; init; }

    public ImmutableArray<float>? Floats { get; init; }

    public ImmutableArray<long>? Integers { get; init; }

    public ImmutableArray<string>? Texts { get; init; }
}
