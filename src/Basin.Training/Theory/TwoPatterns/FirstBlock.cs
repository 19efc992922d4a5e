using Basin.Numerics.Kernels;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.Theory.TwoPatterns;

/// <summary>wᵀ[W x₁]₊ by matrix products, W of shape (m, d).</summary>
internal sealed unsafe class FirstBlock(int width, int dimension) : WeightBlock(width * dimension)
{
    private readonly float _scale = 1 / MathF.Sqrt(width);
    private float[] _units = [];
    private float[] _noise = [];

    public void AddOutputs(TwoPatternData data, float noise, RandomSource? chance, Span<float> outputs)
    {
        var rows = data.WithFirst;
        if (_units.Length != rows * width) _units = new float[rows * width];
        if (rows == 0) return;
        fixed (float* x = data.First, weights = Weights, units = _units)
            Gemm.Multiply(Workers.Serial, rows, width, dimension, new Matrix<float>(x, dimension), new Matrix<float>(weights, dimension).Transposed, units, width, accumulate: false);
        if (noise > 0) AddNoise(noise, chance!);
        for (var i = 0; i < rows; i++)
        {
            var row = _units.AsSpan(i * width, width);
            var sum = 0f;
            for (var j = 0; j < row.Length; j++) sum += Sign(j) * Math.Max(row[j], 0);
            outputs[i] += _scale * sum;
        }
    }

    /// <summary>The gradient from dL/df, after <see cref="AddOutputs"/> on the same examples.</summary>
    public void Backpropagate(TwoPatternData data, ReadOnlySpan<float> slopes)
    {
        var rows = data.WithFirst;
        for (var i = 0; i < rows; i++)
        {
            var row = _units.AsSpan(i * width, width);
            for (var j = 0; j < row.Length; j++) row[j] = row[j] > 0 ? Sign(j) * _scale * slopes[i] : 0;
        }

        fixed (float* x = data.First, units = _units, gradient = Gradient)
            Gemm.Multiply(Workers.Serial, width, dimension, rows, new Matrix<float>(units, width).Transposed, new Matrix<float>(x, dimension), gradient, dimension, accumulate: false);
    }

    private static float Sign(int unit) => (unit & 1) == 0 ? 1 : -1;

    private void AddNoise(float deviation, RandomSource chance)
    {
        if (_noise.Length != _units.Length) _noise = new float[_units.Length];
        chance.FillGaussianNoise<float>(_noise);
        for (var i = 0; i < _units.Length; i++) _units[i] += deviation * _noise[i];
    }
}
