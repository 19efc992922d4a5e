using Basin.Numerics.Memory;

namespace Basin.Training.Theory;

/// <summary>A small network of one layer of rectifiers under ½‖o − y‖², with steps fused for tiny batches: o = W₂·max(0, W₁x + b₁) + b₂, in float64.</summary>
/// <remarks>
/// The same function and the same gradients as <c>Mlp</c> with one hidden layer under squared error, whose order of parameters it reads and
/// writes. A step of B examples costs about 4B(d + k)h multiply-adds, with an explicit penalty a few per cent more. One network serves one thread.
/// </remarks>
public sealed unsafe class RectifierNetwork : IDisposable
{
    private readonly int _inputs, _hidden, _outputs, _width;
    private readonly NativeBuffer<double> _first, _second, _bias;
    private readonly RectifierBatch _pass;
    private readonly int[] _order;

    /// <summary>Makes a network of zeros.</summary>
    /// <param name="inputs">Numbers in one input, d.</param>
    /// <param name="hidden">Rectifiers, h.</param>
    /// <param name="outputs">Classes, k.</param>
    /// <param name="batch">The largest batch to come.</param>
    public RectifierNetwork(int inputs, int hidden, int outputs, int batch)
    {
        (_inputs, _hidden, _outputs) = (Require.AtLeast(inputs, 1, nameof(inputs)), Require.AtLeast(hidden, 1, nameof(hidden)), Require.AtLeast(outputs, 1, nameof(outputs)));
        _width = RowKernels.Padded(hidden);
        _first = new NativeBuffer<double>((inputs + 1) * _width);
        _second = new NativeBuffer<double>(outputs * _width);
        _bias = new NativeBuffer<double>(outputs);
        _pass = new RectifierBatch(Require.AtLeast(batch, 1, nameof(batch)), inputs + 1, _width, outputs);
        _order = [.. Enumerable.Range(0, batch)];
    }

    /// <summary>p = (d + 1)h + (h + 1)k.</summary>
    public int ParameterCount => ((_inputs + 1) * _hidden) + ((_hidden + 1) * _outputs);

    /// <summary>Takes θ in, in the order of <c>Mlp</c>: W₁ (d, h), b₁, W₂ (h, k), b₂.</summary>
    public void Load(ReadOnlySpan<double> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        for (var i = 0; i <= _inputs; i++) parameters.Slice(i * _hidden, _hidden).CopyTo(_first.Span[(i * _width)..]);
        var second = parameters[((_inputs + 1) * _hidden)..];
        for (var j = 0; j < _hidden; j++)
            for (var k = 0; k < _outputs; k++) _second.Pointer[(k * _width) + j] = second[(j * _outputs) + k];
        second[(_hidden * _outputs)..].CopyTo(_bias.Span);
    }

    /// <summary>Gives θ out, in the same order.</summary>
    public void Save(Span<double> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        for (var i = 0; i <= _inputs; i++) _first.Span.Slice(i * _width, _hidden).CopyTo(parameters[(i * _hidden)..]);
        var second = parameters[((_inputs + 1) * _hidden)..];
        for (var j = 0; j < _hidden; j++)
            for (var k = 0; k < _outputs; k++) second[(j * _outputs) + k] = _second.Pointer[(k * _width) + j];
        _bias.Span.CopyTo(second[(_hidden * _outputs)..]);
    }

    /// <summary>A step on a batch's loss Ĉ + (λ/4)‖∇Ĉ‖²: θ ← θ − η(g + (λ/2)Hg), exactly. Allocates nothing.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="batch">Which of them, at most as many as the network was made for.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="penalty">λ; 0 for plain descent.</param>
    /// <returns>Ĉ before the step.</returns>
    public double Step(RectifierData data, ReadOnlySpan<int> batch, double learningRate, double penalty = 0)
    {
        var loss = Differentiate(data, batch);
        if (penalty != 0)
        {
            _pass.Tangents(_second.Pointer);
            var half = penalty / 2;

            // Before W₂'s own change: r with ḣ, then r + (λ/2)ṙ with h.
            RowKernels.AddOuter(_pass.Residual, _pass.Rows, _outputs, _pass.OutputStride, _pass.HiddenTangent, _width, -learningRate * half, _second.Pointer);
            RowKernels.AddScaled(half, _pass.DeltaTangent, _pass.Delta, _pass.Rows * _width);
            RowKernels.AddScaled(half, _pass.ResidualTangent, _pass.Residual, _pass.Rows * _pass.OutputStride);
        }

        RowKernels.AddOuter(_pass.Input, _pass.Rows, _inputs + 1, _pass.InputStride, _pass.Delta, _width, -learningRate, _first.Pointer);
        RowKernels.AddOuter(_pass.Residual, _pass.Rows, _outputs, _pass.OutputStride, _pass.Hidden, _width, -learningRate, _second.Pointer);
        for (var b = 0; b < _pass.Examples; b++)
            for (var k = 0; k < _outputs; k++) _bias.Pointer[k] -= learningRate * _pass.Residual[(b * _pass.OutputStride) + k];
        return loss;
    }

    /// <summary>‖∇Ĉ‖² of a batch.</summary>
    public double GradientSquare(RectifierData data, ReadOnlySpan<int> batch)
    {
        Differentiate(data, batch);
        return _pass.GradientSquare();
    }

    /// <summary>The mean loss over all examples, and the share whose own class has the highest output.</summary>
    public Evaluation Evaluate(RectifierData data)
    {
        var (loss, right) = (0.0, 0);
        for (var start = 0; start < data.Count; start += _order.Length)
        {
            var part = _order.AsSpan(0, Math.Min(_order.Length, data.Count - start));
            for (var i = 0; i < part.Length; i++) part[i] = start + i;
            Forward(data, part);
            for (var b = 0; b < part.Length; b++)
            {
                var outputs = new ReadOnlySpan<double>(_pass.Residual + (b * _pass.OutputStride), _outputs);
                var target = new ReadOnlySpan<double>(data.Target(part[b]), _outputs);
                var best = 0;
                for (var k = 0; k < _outputs; k++)
                {
                    loss += (outputs[k] - target[k]) * (outputs[k] - target[k]) / 2;
                    if (outputs[k] > outputs[best]) best = k;
                }

                if (best == data.Class(part[b])) right++;
            }
        }

        return new Evaluation(loss / data.Count, (double)right / data.Count);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _bias.Dispose();
        _pass.Dispose();
    }

    private double Differentiate(RectifierData data, ReadOnlySpan<int> batch)
    {
        Forward(data, batch);
        return _pass.Backward(data, batch, _second.Pointer);
    }

    private void Forward(RectifierData data, ReadOnlySpan<int> batch)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.InputLength, _inputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.Outputs, _outputs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Length, _order.Length);
        _pass.Fill(data, batch);
        _pass.Forward(_first.Pointer, _second.Pointer, _bias.Pointer);
    }
}
