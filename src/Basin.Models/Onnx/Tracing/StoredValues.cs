using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Random;

namespace Basin.Models.Onnx.Tracing;

/// <summary>A parameter or state that begins at the numbers of a file.</summary>
internal sealed record StoredValues(OnnxTensor Tensor, StoredOrder Order) : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> destination, RandomSource source)
    {
        if (ElementCodec.Of<T>() == Tensor.Type) Order.FromStored(Tensor.As<T>(), destination);
        else Order.FromStored<T>(Tensor.To<T>(), destination);
    }
}
