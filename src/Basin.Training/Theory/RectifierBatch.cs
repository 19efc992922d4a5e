using Basin.Numerics.Memory;

namespace Basin.Training.Theory;

/// <summary>One batch on its way through a <see cref="RectifierNetwork"/>: everything is kept by example, and no gradient is ever formed.</summary>
/// <remarks>
/// A batch's gradient is a sum of outer products, so that the derivatives along it need only the examples' dot products: the product with the
/// Hessian that an explicit penalty asks for costs little more than the gradient.
/// </remarks>
internal sealed unsafe class RectifierBatch : IDisposable
{
    private readonly NativeBuffer<double> _memory;
    private readonly double* _scratch, _outputScratch, _inputGram, _hiddenGram, _residualGram, _deltaGram;
    private readonly int _inner, _inputs, _hidden, _outputs, _rowsAtMost;

    /// <param name="examples">The largest batch.</param>
    /// <param name="inputs">Numbers in an input with the bias's 1.</param>
    /// <param name="hidden">Rectifiers, padded.</param>
    /// <param name="outputs">Classes.</param>
    public RectifierBatch(int examples, int inputs, int hidden, int outputs)
    {
        _rowsAtMost = RowKernels.PaddedRows(examples);
        (_inner, _inputs, _hidden, _outputs, OutputStride) = (inputs, RowKernels.Padded(inputs), hidden, outputs, RowKernels.Padded(outputs));
        _memory = new NativeBuffer<double>((long)_rowsAtMost * (_inputs + (5 * _hidden) + (3 * OutputStride) + (4 * _rowsAtMost)));
        var used = 0;
        Input = Take(_inputs);
        Hidden = Take(_hidden);
        Delta = Take(_hidden);
        HiddenTangent = Take(_hidden);
        DeltaTangent = Take(_hidden);
        _scratch = Take(_hidden);
        Residual = Take(OutputStride);
        ResidualTangent = Take(OutputStride);
        _outputScratch = Take(OutputStride);
        _inputGram = Take(_rowsAtMost);
        _hiddenGram = Take(_rowsAtMost);
        _residualGram = Take(_rowsAtMost);
        _deltaGram = Take(_rowsAtMost);

        double* Take(int width)
        {
            var rows = _memory.Pointer + used;
            used += _rowsAtMost * width;
            return rows;
        }
    }

    /// <summary>Examples of the batch.</summary>
    public int Examples { get; private set; }

    /// <summary>The same, padded.</summary>
    public int Rows { get; private set; }

    public int OutputStride { get; }

    public int InputStride => _inputs;

    /// <summary>x̃, with the bias's 1.</summary>
    public double* Input { get; }

    /// <summary>h = max(0, z).</summary>
    public double* Hidden { get; }

    /// <summary>∂L/∂z.</summary>
    public double* Delta { get; }

    /// <summary>The derivative of h along the gradient.</summary>
    public double* HiddenTangent { get; }

    /// <summary>The derivative of ∂L/∂z along the gradient.</summary>
    public double* DeltaTangent { get; }

    /// <summary>∂L/∂o = (o − y)/B.</summary>
    public double* Residual { get; }

    /// <summary>The derivative of ∂L/∂o along the gradient.</summary>
    public double* ResidualTangent { get; }

    /// <summary>Takes the examples in.</summary>
    public void Fill(RectifierData data, ReadOnlySpan<int> batch)
    {
        (Examples, Rows) = (batch.Length, RowKernels.PaddedRows(batch.Length));
        for (var b = 0; b < Examples; b++)
            new ReadOnlySpan<double>(data.Input(batch[b]), _inputs).CopyTo(new Span<double>(Input + (b * _inputs), _inputs));
        new Span<double>(Input + (Examples * _inputs), (Rows - Examples) * _inputs).Clear();
    }

    /// <summary>h and o, the outputs, which are left in <see cref="Residual"/>; rows that only pad are 0.</summary>
    public void Forward(double* first, double* second, double* bias)
    {
        RowKernels.Multiply(Input, Rows, _inner, _inputs, first, _hidden, Hidden);
        RowKernels.Rectify(Hidden, Rows * _hidden);
        new Span<double>(Residual, Rows * OutputStride).Clear();
        RowKernels.Dots(Hidden, Rows, second, _outputs, _hidden, Residual, OutputStride);
        for (var b = 0; b < Rows; b++)
            for (var k = 0; k < _outputs; k++) Residual[(b * OutputStride) + k] = b < Examples ? Residual[(b * OutputStride) + k] + bias[k] : 0;
    }

    /// <summary>From outputs to residuals and back to z.</summary>
    /// <returns>The mean of ½‖o − y‖².</returns>
    public double Backward(RectifierData data, ReadOnlySpan<int> batch, double* second)
    {
        var loss = 0.0;
        for (var b = 0; b < Examples; b++)
        {
            var residual = new Span<double>(Residual + (b * OutputStride), _outputs);
            var target = new ReadOnlySpan<double>(data.Target(batch[b]), _outputs);
            for (var k = 0; k < _outputs; k++)
            {
                var away = residual[k] - target[k];
                loss += away * away;
                residual[k] = away / Examples;
            }
        }

        RowKernels.Multiply(Residual, Rows, _outputs, OutputStride, second, _hidden, Delta);
        RowKernels.Mask(Hidden, Delta, Rows * _hidden);
        return loss / 2 / Examples;
    }

    /// <summary>The tangents along the batch's own gradient.</summary>
    public void Tangents(double* second)
    {
        Grams();
        RowKernels.Multiply(_inputGram, Rows, Rows, _rowsAtMost, Delta, _hidden, HiddenTangent);
        RowKernels.Mask(Hidden, HiddenTangent, Rows * _hidden);

        // ȯ_b = Σ r_b'(h̃_b'·h̃_b) + W₂ᵀḣ_b: a change of the second layer, then one of the hidden units.
        RowKernels.Multiply(_hiddenGram, Rows, Rows, _rowsAtMost, Residual, OutputStride, ResidualTangent);
        RowKernels.Dots(HiddenTangent, Rows, second, _outputs, _hidden, _outputScratch, OutputStride);
        for (var i = 0; i < Rows * OutputStride; i++)
            ResidualTangent[i] = i < Examples * OutputStride && i % OutputStride < _outputs ? (ResidualTangent[i] + _outputScratch[i]) / Examples : 0;

        // The change of ∂L/∂z: of the residual through W₂, and of W₂ itself.
        RowKernels.Multiply(ResidualTangent, Rows, _outputs, OutputStride, second, _hidden, DeltaTangent);
        RowKernels.Multiply(_residualGram, Rows, Rows, _rowsAtMost, Hidden, _hidden, _scratch);
        RowKernels.AddScaled(1, _scratch, DeltaTangent, Rows * _hidden);
        RowKernels.Mask(Hidden, DeltaTangent, Rows * _hidden);
    }

    /// <summary>‖∇L‖² of the batch.</summary>
    public double GradientSquare()
    {
        Grams();
        var sum = 0.0;
        RowKernels.Dots(Delta, Rows, Delta, Rows, _hidden, _deltaGram, _rowsAtMost);
        for (var a = 0; a < Examples; a++)
        {
            for (var b = 0; b < Examples; b++)
            {
                var at = (a * _rowsAtMost) + b;
                sum += (_inputGram[at] * _deltaGram[at]) + (_hiddenGram[at] * _residualGram[at]);
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    // Dot products of examples; those of the hidden units with the 1 of the second layer's bias.
    private void Grams()
    {
        RowKernels.Dots(Input, Rows, Input, Rows, _inputs, _inputGram, _rowsAtMost);
        RowKernels.Dots(Hidden, Rows, Hidden, Rows, _hidden, _hiddenGram, _rowsAtMost);
        RowKernels.Dots(Residual, Rows, Residual, Rows, OutputStride, _residualGram, _rowsAtMost);
        for (var a = 0; a < Rows; a++)
            for (var b = 0; b < Rows; b++) _hiddenGram[(a * _rowsAtMost) + b] += 1;
    }
}
