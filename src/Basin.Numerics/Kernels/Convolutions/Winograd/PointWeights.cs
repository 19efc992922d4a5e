using Basin.Numerics.Kernels.Tiles;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>
/// The weights at the points: for each point a matrix of shape (channels, out channels), in panels of 32 columns whose rows are
/// adjacent. A second operand's follow the first's.
/// </summary>
internal readonly unsafe struct PointWeights
{
    /// <summary>Columns of a panel.</summary>
    public const int Panel = 32;

    private const int Taps = 9;

    private readonly float* _points;
    private readonly int _channels;
    private readonly int _outChannels;

    private PointWeights(float* points, int channels, int outChannels)
    {
        _points = points;
        (_channels, _outChannels) = (channels, outChannels);
    }

    /// <summary>Floats from one point to the next.</summary>
    public nint Stride => Points.Stride((nint)_channels * _outChannels);

    /// <summary>Floats of one operand.</summary>
    public nint OperandFloats => Points.Count * Stride;

    /// <summary>The weights w₁ and perhaps w₂ as they lie.</summary>
    public static PointWeights Forward(int bits, int channels, int outChannels, float* w1, float* w2)
    {
        var result = Take(channels, outChannels, w2 != null, 0, out var scratch);
        result.Write(bits, w1, result._points, scratch);
        if (w2 != null) result.Write(bits, w2, result._points + result.OperandFloats, scratch);
        return result;
    }

    /// <summary>The weights turned by half a circle and transposed: the way back from <paramref name="outChannels"/> to <paramref name="channels"/>.</summary>
    public static PointWeights Backward(int bits, int channels, int outChannels, float* w1, float* w2)
    {
        var tap = (nint)channels * outChannels;
        var result = Take(outChannels, channels, w2 != null, Taps * tap, out var scratch);
        var turned = scratch + PatchTransform.ScratchFloats;
        for (var operand = 0; operand < (w2 == null ? 1 : 2); operand++)
        {
            for (var k = 0; k < Taps; k++)
            {
                var source = (operand == 0 ? w1 : w2) + ((Taps - 1 - k) * tap);
                Transposition.Copy(false, (byte*)source, outChannels * sizeof(float), (byte*)(turned + (k * tap)), channels * sizeof(float), channels, outChannels);
            }

            result.Write(bits, turned, result._points + (operand * result.OperandFloats), scratch);
        }

        return result;
    }

    /// <summary>The panel of a point that begins at a column.</summary>
    public float* At(nint point, int column) => _points + (point * Stride) + (column * (nint)_channels);

    private static PointWeights Take(int channels, int outChannels, bool two, nint more, out float* scratch)
    {
        var floats = new PointWeights(null, channels, outChannels).OperandFloats * (two ? 2 : 1);
        var points = (float*)Scratch.Take(ScratchUse.ConvolutionCall, (floats + PatchTransform.ScratchFloats + more) * sizeof(float));
        scratch = points + floats;
        return new PointWeights(points, channels, outChannels);
    }

    private void Write(int bits, float* w, float* points, float* scratch)
    {
        var transform = PatchTransform.By<WeightsToPoints>(bits);
        var tap = (nint)_channels * _outChannels;
        for (var column = 0; column < _outChannels; column += Panel)
        {
            var columns = Math.Min(Panel, _outChannels - column);
            for (var channel = 0; channel < _channels; channel++)
            {
                transform.Apply(
                    w + ((nint)channel * _outChannels) + column, 3 * tap, tap,
                    points + (column * (nint)_channels) + (channel * columns), Points.Side * Stride, Stride, columns, scratch);
            }
        }
    }
}
