using System.Collections.Immutable;
using System.Numerics;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>Looks at a network now and then: integrates the loss, keeps points, decides when to stop.</summary>
internal sealed class DiagonalMonitor(DiagonalOptions options)
{
    private const double Diverged = 1e12;
    private const double Spacing = 1.05;
    private readonly ImmutableArray<DiagonalPoint>.Builder _points = ImmutableArray.CreateBuilder<DiagonalPoint>();
    private double _loss = double.NaN, _integrated;
    private long _nextPoint;

    public long Step { get; private set; }

    public DiagonalStop? Stop { get; private set; }

    /// <summary>Steps until the next look; the noise ends with one.</summary>
    public int StepsAhead
    {
        get
        {
            var ahead = Math.Min(options.LossEvery, options.MaxSteps - Step);
            return (int)(Step < options.NoisySteps ? Math.Min(ahead, options.NoisySteps - Step) : ahead);
        }
    }

    /// <summary>Whether the steps ahead have noisy labels.</summary>
    public bool IsNoisy => options.LabelNoise > 0 && Step < options.NoisySteps;

    /// <summary>Takes the exact loss after <paramref name="steps"/> steps more.</summary>
    public void Look(int steps, double loss, Func<double> squaredError)
    {
        // Σ over the steps between of the loss before each: the trapezoid, and half a step's difference because the sum has no right end.
        if (steps > 0) _integrated += options.LearningRate * ((steps * (_loss + loss)) + (_loss - loss)) / 2;
        (Step, _loss) = (Step + steps, loss);
        if (!(loss <= Diverged)) Stop = DiagonalStop.Diverged;
        else if (loss < options.LossTarget && !IsNoisy) Stop = DiagonalStop.Converged;
        else if (Step >= options.MaxSteps) Stop = DiagonalStop.OutOfSteps;
        if (Step < _nextPoint && Stop is null) return;
        _points.Add(new DiagonalPoint(Step, loss, squaredError(), _integrated));
        _nextPoint = (long)Math.Ceiling(Spacing * (Step + 1));
    }

    public DiagonalRun End<T>(SparseRegression<T> problem, double[] coefficients, double[] effectiveScale)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            Stop = Stop!.Value,
            Steps = Step,
            Loss = _loss,
            IntegratedLoss = _integrated,
            Coefficients = [.. coefficients],
            EffectiveScale = [.. effectiveScale],
            SquaredError = problem.SquaredError(coefficients),
            Points = _points.ToImmutable(),
        };
}
