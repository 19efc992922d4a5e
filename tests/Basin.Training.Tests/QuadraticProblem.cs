using System.Numerics;

namespace Basin.Training.Tests;

/// <summary>Example i has the loss ½ Σⱼ aⱼ (θⱼ − cᵢⱼ)², so everything about it is known. Its statistics count the examples seen.</summary>
public sealed class QuadraticProblem<T> : TrainingProblem<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _curvature;
    private readonly T[] _centres;
    private readonly T[] _theta;
    private readonly T[] _gradient;
    private readonly T[] _seen = new T[1];

    public QuadraticProblem(T[] curvature, T[] centres, T[] theta)
    {
        (_curvature, _centres, _theta) = (curvature, centres, theta);
        _gradient = new T[theta.Length];
    }

    public static QuadraticProblem<T> Random(int examples, int parameters) => new(
        [.. Enumerable.Range(0, parameters).Select(j => T.CreateTruncating(0.1 + (0.37 * j % 2)))],
        [.. Enumerable.Range(0, examples * parameters).Select(k => T.CreateTruncating(Math.Sin(k)))],
        [.. Enumerable.Range(0, parameters).Select(j => T.CreateTruncating(Math.Cos(j)))]);

    public override int Examples => _centres.Length / _theta.Length;

    public override Span<T> Parameters => _theta;

    public override Span<T> Gradient => _gradient;

    public override Span<T> Statistics => _seen;

    public override double ComputeGradient(long step, ReadOnlySpan<int> examples)
    {
        _seen[0] += T.CreateTruncating(examples.Length);
        Array.Clear(_gradient);
        var loss = 0.0;
        foreach (var example in examples) loss += Loss(example, T.One / T.CreateTruncating(examples.Length));
        return loss / examples.Length;
    }

    public override Evaluation EvaluateTrain(CancellationToken cancellationToken = default)
    {
        var loss = 0.0;
        for (var example = 0; example < Examples; example++) loss += Loss(example, T.Zero);
        return new Evaluation(loss / Examples, null);
    }

    private double Loss(int example, T weight)
    {
        var loss = 0.0;
        for (var j = 0; j < _theta.Length; j++)
        {
            var difference = _theta[j] - _centres[(example * _theta.Length) + j];
            _gradient[j] += weight * _curvature[j] * difference;
            loss += 0.5 * double.CreateTruncating(_curvature[j] * difference * difference);
        }

        return loss;
    }
}
