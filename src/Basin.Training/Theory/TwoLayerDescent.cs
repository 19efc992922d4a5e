using System.Runtime.CompilerServices;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Training.Theory;

/// <summary>SGD on a two-layer network, with noise in the labels where asked: one pass forward, one back and one update over all units, fused.</summary>
/// <remarks>
/// A step costs 4·B·d·m flops and allocates nothing. Batches and label noise are drawn from streams of their own, so that two runs of one seed see
/// the same batches with and without noise. θ⁺ = θ − η·v, v = β·v₋ + g. Not safe for use by two threads at once.
/// </remarks>
public sealed unsafe class TwoLayerDescent : IDisposable
{
    private readonly TwoLayerNetwork _network;
    private readonly VectorExamples _examples;
    private readonly TwoLayerOptions _options;
    private readonly RandomSource _batches, _labels;
    private readonly NativeBuffer<double> _rows, _hidden, _gradient;
    private readonly NativeBuffer<double>? _velocity;
    private readonly int[] _drawn;

    /// <summary>Gets ready to move a network.</summary>
    /// <param name="network">Moved by <see cref="Run"/>; the caller frees it.</param>
    /// <param name="examples">Of the network's dimension.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">Of the batches and the noise.</param>
    public TwoLayerDescent(TwoLayerNetwork network, VectorExamples examples, TwoLayerOptions options, Seed seed)
    {
        network.RequireFit(examples);
        (_network, _examples, _options) = (network, examples, options);
        (_batches, _labels) = (seed.Stream("batches"), seed.Stream("label-noise"));
        _drawn = new int[options.Batch ?? examples.Count];
        for (var i = 0; i < _drawn.Length; i++) _drawn[i] = i;
        _rows = new NativeBuffer<double>(options.Batch is null ? 1 : _drawn.Length * examples.Dimension);
        _hidden = new NativeBuffer<double>(_drawn.Length * network.Stride);
        _gradient = new NativeBuffer<double>(network.Stride);
        _velocity = options.Momentum > 0 ? new NativeBuffer<double>(network.Padded.Length) : null;
    }

    /// <summary>Takes steps.</summary>
    public void Run(long steps)
    {
        fixed (double* inputs = _examples.Inputs)
        {
            for (var step = 0L; step < steps; step++) Step(inputs);
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _rows.Dispose();
        _hidden.Dispose();
        _gradient.Dispose();
        _velocity?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(double* inputs)
    {
        var (d, stride, count) = (_network.Inputs, _network.Stride, _drawn.Length);
        var x = _options.Batch is null ? inputs : Draw();
        double* z = _hidden.Pointer, a = _network.Head;
        _network.FillHidden(x, count, z);
        _gradient.Span.Clear();
        for (var i = 0; i < count; i++)
        {
            var row = z + (i * stride);
            var slope = Slope(RectifierPass.Output(row, a, stride), _examples.Targets[_drawn[i]]);
            RectifierPass.Backpropagate(row, a, slope, _gradient.Pointer, stride);
        }

        if (_velocity is { } velocity)
        {
            var v = velocity.Pointer;
            TileProduct.Multiply(x, new(1, d), z, v, (d, count, stride), _options.Momentum, 1.0 / count);
            RectifierPass.Add(_gradient.Pointer, 1.0 / count, v + (d * stride), _options.Momentum, stride);
            RectifierPass.Add(v, -_options.LearningRate, _network.Weights, 1, (d + 1) * stride);
            return;
        }

        TileProduct.Multiply(x, new(1, d), z, _network.Weights, (d, count, stride), 1, -_options.LearningRate / count);
        RectifierPass.Add(_gradient.Pointer, -_options.LearningRate / count, a, 1, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double* Draw()
    {
        var d = _examples.Dimension;
        for (var i = 0; i < _drawn.Length; i++)
        {
            _drawn[i] = _batches.NextInt(_examples.Count);
            _examples.Input(_drawn[i]).CopyTo(_rows.Span.Slice(i * d, d));
        }

        return _rows.Pointer;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Slope(double output, double target) => _options.Noise switch
    {
        TwoLayerNoise.None => _options.Loss.Slope(output, target),
        TwoLayerNoise.Sign => _options.Loss.Slope(output, target + ((_labels.NextUInt64() & 1) == 0 ? _options.Sigma : -_options.Sigma)),
        TwoLayerNoise.Gaussian => _options.Loss.Slope(output, target + (_options.Sigma * _labels.NextGaussian())),
        TwoLayerNoise.Flip => _options.Loss.DrawnSlope(output, _labels.NextDouble() < _options.Loss.Flip ? -target : target),
        _ => throw new InvalidOperationException($"No such label noise: {_options.Noise}."),
    };
}
