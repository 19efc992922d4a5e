using System.Numerics;
using System.Runtime.InteropServices;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx;

/// <summary>An array of an ONNX file, or one folded from such arrays: row-major, in the machine's byte order. Never changes.</summary>
internal sealed class OnnxTensor
{
    private (long, int)? _notFinite;

    public OnnxTensor(ElementType type, Shape shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, (long)shape.Length * type.Size());
        (Type, Shape, Bytes) = (type, shape, bytes);
    }

    public ElementType Type { get; }

    public Shape Shape { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public int Length => Shape.Length;

    /// <summary>How many numbers are NaN or infinite, and where the first is.</summary>
    public (long Count, int First) NotFinite => _notFinite ??= Type switch
    {
        ElementType.Float32 => Finiteness.Find(As<float>()),
        ElementType.Float64 => Finiteness.Find(As<double>()),
        ElementType.Float16 or ElementType.BFloat16 => Finiteness.Find<float>(To<float>()),
        _ => (0, -1),
    };

    /// <summary>Copies an array, whose type says how the elements are stored.</summary>
    public static OnnxTensor Of<TElement>(Shape shape, TElement[] values)
        where TElement : unmanaged => new(ElementCodec.Of<TElement>(), shape, Bits(values));

    /// <summary>A list of whole numbers, as shapes and axes are.</summary>
    public static OnnxTensor List(params ReadOnlySpan<long> values) => Of(new Shape(values.Length), values.ToArray());

    /// <summary>A single whole number.</summary>
    public static OnnxTensor Scalar(long value) => Of(Shape.Scalar, new[] { value });

    /// <summary>The elements, whose type must be the stored one.</summary>
    public ReadOnlySpan<TElement> As<TElement>()
        where TElement : unmanaged => MemoryMarshal.Cast<byte, TElement>(Bytes.Span);

    /// <summary>Converts the elements.</summary>
    /// <exception cref="OverflowException">An integer does not fit an integer <typeparamref name="TElement"/>.</exception>
    public void CopyTo<TElement>(Span<TElement> values)
        where TElement : unmanaged, INumber<TElement> => ElementCodec.Decode(Type, Bytes.Span, values);

    /// <summary>The elements, converted.</summary>
    /// <exception cref="OverflowException">An integer does not fit an integer <typeparamref name="TElement"/>.</exception>
    public TElement[] To<TElement>()
        where TElement : unmanaged, INumber<TElement>
    {
        var values = new TElement[Length];
        CopyTo<TElement>(values);
        return values;
    }

    /// <summary>The same elements under another shape of as many.</summary>
    public OnnxTensor Reshaped(Shape shape) => shape.Equals(Shape) ? this : new(Type, shape, Bytes);

    /// <summary>The elements in another order of axes: axis i of the result is axis order[i] of this.</summary>
    public OnnxTensor Transposed(ReadOnlySpan<int> order)
    {
        var shape = Permutation.Of(Shape, order);
        if (Permutation.MovesNothing(Shape, order)) return Reshaped(shape);
        var bytes = new byte[Bytes.Length];
        switch (Type.Size())
        {
            case 1: Move<byte>(order, bytes); break;
            case 2: Move<ushort>(order, bytes); break;
            case 4: Move<uint>(order, bytes); break;
            default: Move<ulong>(order, bytes); break;
        }

        return new(Type, shape, bytes);
    }

    public override string ToString() => $"{Type} {Shape}";

    private static ReadOnlyMemory<byte> Bits<TElement>(TElement[] values)
        where TElement : unmanaged => values is byte[] bytes ? bytes : MemoryMarshal.AsBytes<TElement>(values).ToArray();

    private void Move<TWord>(ReadOnlySpan<int> order, byte[] result)
        where TWord : unmanaged => Permutation.Apply(Shape, order, As<TWord>(), MemoryMarshal.Cast<byte, TWord>(result.AsSpan()));
}
