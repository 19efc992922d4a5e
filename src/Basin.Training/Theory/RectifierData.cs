using Basin.Models.Data;
using Basin.Numerics.Memory;

namespace Basin.Training.Theory;

/// <summary>Examples as <see cref="RectifierNetwork"/> reads them: each row padded, inputs followed by a 1 for the bias, classes as unit vectors.</summary>
public sealed unsafe class RectifierData : IDisposable
{
    private readonly NativeBuffer<double> _inputs, _targets;
    private readonly int[] _classes;

    /// <summary>Copies a data set.</summary>
    /// <exception cref="ArgumentException">The targets are no classes.</exception>
    public RectifierData(DataSet<double> data)
    {
        if (!data.Targets.AreClasses) throw new ArgumentException($"'{data.Name}' has {data.Targets} an example; classes are wanted.", nameof(data));
        (Count, InputLength, Outputs) = (data.Count, data.ExampleShape.Length, data.Targets.Count);
        (InputStride, OutputStride) = (RowKernels.Padded(InputLength + 1), RowKernels.Padded(Outputs));
        _inputs = new NativeBuffer<double>((long)Count * InputStride);
        _targets = new NativeBuffer<double>((long)Count * OutputStride);
        _classes = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            data.Input(i).CopyTo(_inputs.Span[(i * InputStride)..]);
            _inputs.Span[(i * InputStride) + InputLength] = 1;
            _classes[i] = data.Class(i);
            _targets.Span[(i * OutputStride) + _classes[i]] = 1;
        }
    }

    /// <summary>Examples.</summary>
    public int Count { get; }

    /// <summary>Numbers in one input.</summary>
    public int InputLength { get; }

    /// <summary>Classes.</summary>
    public int Outputs { get; }

    internal int InputStride { get; }

    internal int OutputStride { get; }

    internal double* Input(int index) => _inputs.Pointer + ((long)index * InputStride);

    internal double* Target(int index) => _targets.Pointer + ((long)index * OutputStride);

    internal int Class(int index) => _classes[index];

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _inputs.Dispose();
        _targets.Dispose();
    }
}
