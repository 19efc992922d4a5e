using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Training.Theory;

/// <summary>f(x) = aᵀrelu(Wx), both layers trained, without biases: the smallest network with sharp and flat minima.</summary>
/// <remarks>
/// Parameters lie as W, shape (d, m), input by input, then a, shape (m). Inside, the rows are filled up to whole vectors with units whose weights
/// are zero; their gradients are zero too, so they stay so. Not safe for use by two threads at once.
/// </remarks>
public sealed unsafe class TwoLayerNetwork : IDisposable
{
    // Rows of hidden values at hand when many examples are evaluated: they stay in the nearest cache.
    private const int Chunk = 32;

    private readonly NativeBuffer<double> _parameters, _hidden;

    /// <summary>A network whose weights are all zero.</summary>
    /// <param name="inputs">d, at least 1.</param>
    /// <param name="width">m, hidden units, at least 1.</param>
    public TwoLayerNetwork(int inputs, int width)
    {
        (Inputs, Width) = (Require.AtLeast(inputs, 1), Require.AtLeast(width, 1));
        Stride = TileProduct.Padded(width);
        _parameters = new NativeBuffer<double>((inputs + 1) * Stride);
        _hidden = new NativeBuffer<double>(Chunk * Stride);
    }

    /// <summary>d.</summary>
    public int Inputs { get; }

    /// <summary>m.</summary>
    public int Width { get; }

    /// <summary>p = m·(d + 1).</summary>
    public int ParameterCount => Width * (Inputs + 1);

    /// <summary>Elements from one row of W to the next.</summary>
    internal int Stride { get; }

    /// <summary>W and below it a, shape (d + 1, stride).</summary>
    internal Span<double> Padded => _parameters.Span;

    internal double* Weights => _parameters.Pointer;

    internal double* Head => _parameters.Pointer + (Inputs * Stride);

    /// <summary>Gaussian weights: W of standard deviation scale/√d, a of scale/√m.</summary>
    public void Initialize(double scale, RandomSource random)
    {
        var values = new double[ParameterCount];
        random.FillGaussian<double>(values);
        for (var i = 0; i < values.Length; i++) values[i] *= scale / Math.Sqrt(i < Inputs * Width ? Inputs : Width);
        SetParameters(values);
    }

    /// <summary>Copies the parameters out.</summary>
    /// <param name="destination">Shape (p).</param>
    public void CopyParametersTo(Span<double> destination)
    {
        for (var row = 0; row <= Inputs; row++) _parameters.Span.Slice(row * Stride, Width).CopyTo(destination[(row * Width)..]);
    }

    /// <summary>Moves to a point.</summary>
    /// <param name="parameters">Shape (p).</param>
    public void SetParameters(ReadOnlySpan<double> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        for (var row = 0; row <= Inputs; row++) parameters.Slice(row * Width, Width).CopyTo(_parameters.Span[(row * Stride)..]);
    }

    /// <summary>A network of its own at the same point.</summary>
    public TwoLayerNetwork Copy()
    {
        var copy = new TwoLayerNetwork(Inputs, Width);
        Padded.CopyTo(copy.Padded);
        return copy;
    }

    /// <summary>The outputs on many examples.</summary>
    /// <param name="examples">Of dimension d.</param>
    /// <param name="outputs">Shape (n); overwritten.</param>
    public void Evaluate(VectorExamples examples, Span<double> outputs)
    {
        RequireFit(examples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, examples.Count);
        fixed (double* x = examples.Inputs)
        {
            for (var start = 0; start < outputs.Length; start += Chunk)
            {
                var count = Math.Min(Chunk, outputs.Length - start);
                FillHidden(x + ((long)start * Inputs), count, _hidden.Pointer);
                for (var i = 0; i < count; i++) outputs[start + i] = RectifierPass.Output(_hidden.Pointer + (i * Stride), Head, Stride);
            }
        }
    }

    /// <summary>The mean loss on examples.</summary>
    public double MeanLoss(VectorExamples examples, SmoothedLoss loss)
    {
        var outputs = Outputs(examples);
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++) sum += loss.Value(outputs[i], examples.Targets[i]);
        return sum / outputs.Length;
    }

    /// <summary>The share of examples, of targets ±1, on whose side the output lies.</summary>
    public double Accuracy(VectorExamples examples)
    {
        var outputs = Outputs(examples);
        var right = 0;
        for (var i = 0; i < outputs.Length; i++) right += outputs[i] * examples.Targets[i] > 0 ? 1 : 0;
        return (double)right / outputs.Length;
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _parameters.Dispose();
        _hidden.Dispose();
    }

    /// <summary>Wx of rows of inputs, shape (count, stride).</summary>
    internal void FillHidden(double* inputs, int count, double* hidden) =>
        TileProduct.Multiply(inputs, new(Inputs, 1), Weights, hidden, (count, Inputs, Stride), 0, 1);

    internal void RequireFit(VectorExamples examples)
    {
        if (examples.Dimension != Inputs) throw new ArgumentException($"Examples of dimension {examples.Dimension} for a network of {Inputs} inputs.", nameof(examples));
    }

    private double[] Outputs(VectorExamples examples)
    {
        var outputs = new double[examples.Count];
        Evaluate(examples, outputs);
        return outputs;
    }
}
