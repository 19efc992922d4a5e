using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Basin.Numerics.Random;

namespace Basin.Training.Theory;

/// <summary>Many runs at once of SGD with label noise on the smallest model with sharp and flat minima: f = θ₁θ₂ and one example of target 1.</summary>
/// <remarks>
/// The minima are a hyperbola with curvature θ₁² + θ₂². A step multiplies the imbalance D = θ₁² − θ₂² by exactly 1 − η²r², r the drawn slope of the loss
/// (without momentum), so that nothing but noise moves a run along the hyperbola. Eight runs share a register; a step allocates nothing.
/// </remarks>
public sealed class HyperbolaRuns
{
    // Runs whose imbalances are multiplied before one logarithm is taken of them: far from overflow.
    private const int Group = 16;

    private readonly HyperbolaOptions _options;
    private readonly RandomSource _labels;
    private readonly double[] _first, _second, _firstVelocity, _secondVelocity, _noise;

    /// <summary>Puts all runs at one point, at rest.</summary>
    /// <param name="runs">How many, at least 1.</param>
    /// <param name="start">(θ₁, θ₂).</param>
    /// <param name="options">How they descend.</param>
    /// <param name="seed">Of the label noise.</param>
    public HyperbolaRuns(int runs, (double First, double Second) start, HyperbolaOptions options, Seed seed)
    {
        var padded = TileProduct.Padded(Require.AtLeast(runs, 1));
        (Count, _options, _labels) = (runs, options, seed.Stream("label-noise"));
        (_first, _second) = (new double[padded], new double[padded]);
        (_firstVelocity, _secondVelocity, _noise) = (new double[padded], new double[padded], new double[padded]);
        Array.Fill(_first, start.First);
        Array.Fill(_second, start.Second);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>θ₁ of every run.</summary>
    public ReadOnlySpan<double> First => _first.AsSpan(0, Count);

    /// <summary>θ₂ of every run.</summary>
    public ReadOnlySpan<double> Second => _second.AsSpan(0, Count);

    /// <summary>The mean over runs of log|D|.</summary>
    public double MeanLogImbalance()
    {
        var sum = 0.0;
        for (var start = 0; start < Count; start += Group)
        {
            var product = 1.0;
            for (var i = start; i < Math.Min(start + Group, Count); i++) product *= (_first[i] * _first[i]) - (_second[i] * _second[i]);
            sum += Math.Log(Math.Abs(product));
        }

        return sum / Count;
    }

    /// <summary>Takes a step in every run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step()
    {
        DrawNoise();
        var (rate, beta) = (Vector512.Create(_options.LearningRate), Vector512.Create(_options.Momentum));
        for (var i = 0; i < _first.Length; i += Vector512<double>.Count)
        {
            var (x, y) = (Vector512.Create(_first, i), Vector512.Create(_second, i));
            var slope = Predicted(x * y) - Vector512.Create(_noise, i);
            var u = Vector512.FusedMultiplyAdd(beta, Vector512.Create(_firstVelocity, i), slope * y);
            var v = Vector512.FusedMultiplyAdd(beta, Vector512.Create(_secondVelocity, i), slope * x);
            u.CopyTo(_firstVelocity, i);
            v.CopyTo(_secondVelocity, i);
            (x - (rate * u)).CopyTo(_first, i);
            (y - (rate * v)).CopyTo(_second, i);
        }
    }

    // The slope is f − target, or for the logistic loss the probability of the label 1 less the share of labels that were 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Predicted(Vector512<double> output) =>
        _options.Flip is null ? output : Vector512<double>.One / (Vector512<double>.One + Vector512.Exp(-output));

    // The mean of B drawn targets of each run.
    private void DrawNoise()
    {
        if (_options.Flip is { } flip)
        {
            for (var i = 0; i < Count; i++)
            {
                var kept = 0;
                for (var draw = 0; draw < _options.Batch; draw++) kept += _labels.NextDouble() < flip ? 0 : 1;
                _noise[i] = (double)kept / _options.Batch;
            }
        }
        else if (_options.Batch == 1)
        {
            _labels.FillSigns<double>(_noise);
            for (var i = 0; i < _noise.Length; i++) _noise[i] = 1 + (_options.Sigma * _noise[i]);
        }
        else
        {
            for (var i = 0; i < Count; i++) _noise[i] = 1 + (_options.Sigma * (_options.Batch - (2 * Ones(_options.Batch))) / _options.Batch);
        }
    }

    /// <summary>How many of so many fair coins show 1.</summary>
    private int Ones(int coins)
    {
        var ones = 0;
        for (; coins > 0; coins -= 64) ones += BitOperations.PopCount(_labels.NextUInt64() >> Math.Max(64 - coins, 0));
        return ones;
    }
}
