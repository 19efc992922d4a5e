using System.Numerics;

namespace Basin.Training.Flows;

/// <summary>Follows a vector field by an explicit Runge-Kutta method whose steps are chosen by their error.</summary>
/// <remarks>
/// Dormand and Prince's method: six evaluations a step, and points in between for nothing. Explicit steps are stable up to about 3.3/λ for
/// the largest eigenvalue λ of the linearised field, so a flow to time T costs at least about 2λT evaluations. Times and errors are in
/// double precision; the point and its velocities in that of the field. Allocates at construction only.
/// Source: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.4 to II.6.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RungeKutta<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Safety = 0.9, Slowest = 0.2, Fastest = 5;
    private static readonly ButcherTableau _method = ButcherTableau.DormandPrince;
    private readonly VectorField<T> _field;
    private readonly FlowOptions _options;
    private readonly T[][] _velocities;
    private readonly T[] _trial, _stage;

    /// <summary>Prepares to follow <paramref name="field"/>.</summary>
    public RungeKutta(VectorField<T> field, FlowOptions? options = null)
    {
        (_field, _options) = (field, options ?? new FlowOptions());
        _velocities = [.. _method.Error.Select(_ => new T[field.Dimension])];
        (_trial, _stage) = (new T[field.Dimension], new T[field.Dimension]);
    }

    /// <summary>Moves a point along the field for some time.</summary>
    /// <param name="point">θ(0), shape (p); overwritten by the point where the flow ended.</param>
    /// <param name="duration">The time; finite, at least 0.</param>
    /// <param name="times">Times to be told of, ascending, from 0 to <paramref name="duration"/>; they do not shorten steps.</param>
    /// <param name="output">Told.</param>
    /// <param name="cancellationToken">Checked at each step.</param>
    /// <exception cref="ArgumentException">The length of the point is not that of the field, or the times do not ascend.</exception>
    public FlowResult Integrate(
        Span<T> point, double duration, ReadOnlySpan<double> times = default, FlowOutput<T>? output = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(point.Length, _field.Dimension);
        Require.NotNegative(duration, nameof(duration));
        RequireAscending(times, duration);
        var (time, steps, rejected, evaluations) = (0.0, 0L, 0L, 1L);
        _field.Evaluate(point, _velocities[0], cancellationToken);
        var step = _options.FixedStep ?? FirstStep(point, ref evaluations, cancellationToken);
        for (; !times.IsEmpty && times[0] <= 0; times = times[1..]) output?.Invoke(0, point);
        while (time < duration)
        {
            if (cancellationToken.IsCancellationRequested) return Ended(FlowOutcome.Interrupted);
            if (evaluations + _method.Stages.Length > _options.MaxEvaluations) return Ended(FlowOutcome.OutOfEvaluations);

            // A last step a hair short of the end would leave another of the length of a rounding error.
            var rest = duration - time;
            var isLast = step >= rest * (1 - 1e-10);
            var length = isLast ? rest : step;
            if (time + length == time && !isLast) return Ended(FlowOutcome.StepTooSmall);
            var error = Try(point, length, cancellationToken);
            evaluations += _method.Stages.Length;
            if (!(error <= 1))
            {
                if (_options.FixedStep is not null) return Ended(FlowOutcome.StepTooSmall);
                rejected++;
                step = length * Factor(error);
                continue;
            }

            var end = isLast ? duration : time + length;
            for (; !times.IsEmpty && times[0] <= end; times = times[1..])
            {
                Interpolate(point, length, (times[0] - time) / length);
                output?.Invoke(times[0], _stage);
            }

            _trial.CopyTo(point);
            (_velocities[0], _velocities[^1]) = (_velocities[^1], _velocities[0]);
            time = end;
            steps++;
            if (_options.FixedStep is null && !isLast) step = length * Factor(error);
        }

        return Ended(FlowOutcome.Finished);

        FlowResult Ended(FlowOutcome outcome) => new(outcome, time, steps, rejected, evaluations);
    }

    // Leaves the point after the step in _trial and its velocity last. Returns the error as a multiple of what is allowed; fixed steps fail only
    // by leaving the finite numbers.
    private double Try(ReadOnlySpan<T> point, double step, CancellationToken cancellationToken)
    {
        for (var s = 0; s < _method.Stages.Length; s++)
        {
            var to = s == _method.Stages.Length - 1 ? _trial : _stage;
            Combination.Of(point, step, _method.Stages[s].AsSpan(), _velocities, to);
            _field.Evaluate(to, _velocities[s + 1], cancellationToken);
        }

        Combination.Of(default, step, _method.Error.AsSpan(), _velocities, _stage);
        var error = Error(_stage, point, _trial);
        return _options.FixedStep is null ? error : double.IsFinite(error) ? 0 : error;
    }

    // The root of the mean square over parameters.
    private double Error(ReadOnlySpan<T> error, ReadOnlySpan<T> before, ReadOnlySpan<T> after)
    {
        var sum = 0.0;
        for (var i = 0; i < error.Length; i++)
        {
            var size = double.CreateTruncating(T.Max(T.Abs(before[i]), T.Abs(after[i])));
            var part = double.CreateTruncating(error[i]) / (_options.AbsoluteTolerance + (_options.RelativeTolerance * size));
            sum += part * part;
        }

        return Math.Sqrt(sum / error.Length);
    }

    private static double Factor(double error) =>
        double.IsFinite(error) ? Math.Clamp(Safety * Math.Pow(error, -1.0 / (_method.ErrorOrder + 1)), Slowest, Fastest) : Slowest;

    // Hairer's guess: an Euler step that moves the point by a hundredth shows how the velocity changes.
    private double FirstStep(ReadOnlySpan<T> point, ref long evaluations, CancellationToken cancellationToken)
    {
        var speed = Error(_velocities[0], point, point);
        var length = Error(point, point, point);
        var guess = length < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * length / speed;
        Combination.Of(point, guess, [1], _velocities, _stage);
        _field.Evaluate(_stage, _velocities[1], cancellationToken);
        evaluations++;
        Combination.Of(default, 1 / guess, [-1, 1], _velocities, _stage);
        var bend = Math.Max(speed, Error(_stage, point, point));
        var step = bend <= 1e-15 ? Math.Max(1e-6, guess * 1e-3) : Math.Pow(0.01 / bend, 1.0 / (_method.ErrorOrder + 1));
        return double.IsFinite(step) ? Math.Min(100 * guess, step) : guess;
    }

    // The interpolant of order 4 in the step just tried, into _stage; x is the part of the step.
    private void Interpolate(ReadOnlySpan<T> before, double step, double x)
    {
        var (first, last) = (_velocities[0], _velocities[^1]);
        Combination.Of(default, step, _method.Dense.AsSpan(), _velocities, _stage);
        for (var i = 0; i < before.Length; i++)
        {
            var start = double.CreateTruncating(before[i]);
            var move = double.CreateTruncating(_trial[i]) - start;
            var bend = (step * double.CreateTruncating(first[i])) - move;
            var twist = move - (step * double.CreateTruncating(last[i])) - bend;
            _stage[i] = T.CreateTruncating(start + (x * (move + ((1 - x) * (bend + (x * (twist + ((1 - x) * double.CreateTruncating(_stage[i])))))))));
        }
    }

    private static void RequireAscending(ReadOnlySpan<double> times, double duration)
    {
        var previous = 0.0;
        foreach (var time in times)
        {
            if (!(time >= previous && time <= duration))
                throw new ArgumentException($"Time {time} was asked for after {previous}; times must ascend from 0 to {duration}.", nameof(times));
            previous = time;
        }
    }
}
