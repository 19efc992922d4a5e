using System.Numerics;
using System.Runtime.InteropServices;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.TwoPatterns;

/// <summary>vᵀ[V x₂]₊ = α F(b), F(b) = Σⱼ vⱼ[s(Vⱼ₀ + b r Vⱼ₁)]₊; the weights are all Vⱼ₀, then all Vⱼ₁, padded to whole registers with weights that take no part.</summary>
internal sealed class SecondBlock : WeightBlock
{
    private const int Sides = 3;

    // The widest register there is: the layout must not depend on the machine.
    private const int Lanes = 16;
    private readonly int _width, _padded;
    private readonly float _stretch, _radius;
    private readonly float[] _signs;
    private readonly float[] _noise;

    public SecondBlock(int width, double stretch, double radius)
        : base(2 * Padded(width))
    {
        (_width, _padded, _stretch, _radius) = (width, Padded(width), (float)stretch, (float)radius);
        _noise = new float[Sides * _padded];
        _signs = new float[_padded];
        for (var j = 0; j < width; j++) _signs[j] = ((j & 1) == 0 ? 1 : -1) / MathF.Sqrt(width);
    }

    public void AddOutputs(TwoPatternData data, float noise, RandomSource? chance, Span<float> outputs)
    {
        if (data.OnlyFirst == data.Count) return;
        if (noise > 0) chance!.FillGaussianNoise<float>(_noise);
        foreach (ref var n in _noise.AsSpan()) n *= noise;
        Span<float> values = stackalloc float[Sides];
        for (var side = 0; side < Sides; side++) values[side] = ValueAt(side);
        for (var i = data.OnlyFirst; i < outputs.Length; i++) outputs[i] += data.Lengths[i] * values[data.Sides[i] + 1];
    }

    /// <summary>The gradient from dL/df, after <see cref="AddOutputs"/> on the same examples.</summary>
    public void Backpropagate(TwoPatternData data, ReadOnlySpan<float> slopes)
    {
        Span<float> sums = stackalloc float[Sides];
        for (var i = data.OnlyFirst; i < slopes.Length; i++) sums[data.Sides[i] + 1] += slopes[i] * data.Lengths[i];
        Gradient.Clear();
        for (var side = 0; side < Sides; side++) AddGradient(side, sums[side] * _stretch);
    }

    private static int Padded(int width) => (width + Lanes - 1) / Lanes * Lanes;

    private float ValueAt(int side)
    {
        var along = Cast(Weights[.._padded]);
        var across = Cast(Weights[_padded..])[..along.Length];
        var noise = Cast(_noise.AsSpan(side * _padded, _padded))[..along.Length];
        var signs = Cast(_signs)[..along.Length];
        var (stretch, bend) = (new Vector<float>(_stretch), new Vector<float>(_stretch * _radius * (side - 1)));
        var sum = Vector<double>.Zero;
        for (var j = 0; j < along.Length; j++)
        {
            var unit = Vector.Max(Vector<float>.Zero, (stretch * along[j]) + (bend * across[j]) + noise[j]);
            Vector.Widen(signs[j] * unit, out var low, out var high);
            sum += low + high;
        }

        return (float)Vector.Sum(sum);
    }

    private void AddGradient(int side, float slope)
    {
        var along = Cast(Weights[.._padded]);
        var across = Cast(Weights[_padded..])[..along.Length];
        var noise = Cast(_noise.AsSpan(side * _padded, _padded))[..along.Length];
        var signs = Cast(_signs)[..along.Length];
        var gradientAlong = Cast(Gradient[.._padded])[..along.Length];
        var gradientAcross = Cast(Gradient[_padded..])[..along.Length];
        var (stretch, bend) = (new Vector<float>(_stretch), new Vector<float>(_stretch * _radius * (side - 1)));
        var (slopes, lever) = (new Vector<float>(slope), new Vector<float>(_radius * (side - 1)));
        for (var j = 0; j < along.Length; j++)
        {
            var unit = (stretch * along[j]) + (bend * across[j]) + noise[j];
            var open = Vector.ConditionalSelect(Vector.GreaterThan(unit, Vector<float>.Zero), slopes * signs[j], Vector<float>.Zero);
            gradientAlong[j] += open;
            gradientAcross[j] += lever * open;
        }
    }

    private static Span<Vector<float>> Cast(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);
}
