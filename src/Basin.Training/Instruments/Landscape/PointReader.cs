using System.Diagnostics;
using System.Numerics;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Instruments.Landscape;

/// <summary>Reads the instruments of the landscape: all together on the schedule or, under a budget, one group after the other as the clock allows.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PointReader<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly InstrumentOptions _options;
    private readonly SgdOptions _training;
    private readonly PointScene<T> _scene;
    private readonly PointInstrument[][] _groups;
    private readonly TimeShare _time;
    private readonly ReadingList _readings = new();
    private readonly long _start;
    private readonly TimeSpan[] _costs;
    private TimeSpan _gradient;
    private long _steps;
    private int _next;

    public PointReader(Objective<T> objective, int population, SgdOptions training, InstrumentOptions options)
    {
        (_options, _training) = (options, training);
        _scene = new PointScene<T>(objective, population, training, options);
        _groups = [.. InstrumentCatalog.OfPoints
            .Where(instrument => !(instrument.NeedsSingleGradients && objective.MixesExamples))
            .GroupBy(instrument => instrument.Group).Select(group => group.ToArray())];
        _time = new TimeShare(options.Time, options.BudgetOfLandscape);
        _start = options.Time.GetTimestamp();
        _next = _groups.Length;
        _costs = new TimeSpan[_groups.Length];
    }

    /// <summary>Time spent.</summary>
    public TimeSpan Spent => _time.Spent;

    /// <summary>Reads where training stands, if that is due.</summary>
    /// <returns>What was read, until the next call; null for nothing.</returns>
    public ReadingList? Read(TrainingState<T> state, bool isEnd, CancellationToken cancellationToken)
    {
        if (_options.Every == 0) return null;
        var isDue = isEnd || state.Step % _options.Every == 0;
        if (_options.Budget is null) return isDue ? Read(state, 0, _groups.Length, cancellationToken) : null;
        if (isDue && _next == _groups.Length) _next = 0;
        _steps++;
        return _next < _groups.Length && _time.Allows(Expected) ? Read(state, _next, ++_next, cancellationToken) : null;
    }

    public void Dispose() => _scene.Dispose();

    private TimeSpan Expected => _costs[_next] > TimeSpan.Zero ? _costs[_next]
        : GradientsOf(_next) * (_gradient > TimeSpan.Zero ? _gradient : _options.Time.GetElapsedTime(_start) / _steps * _scene.Objective.Examples / _training.Batch);

    // What a group takes in gradients of the sample under a budget, its vectors counted in, until it was read once: rather too much than over the budget.
    private int GradientsOf(int group) => _groups[group][0].Group switch
    {
        PointGroup.Eigenvalues => 60,
        PointGroup.Traces => 40,
        PointGroup.Noise => 16,
        _ => throw new UnreachableException(),
    };

    private ReadingList? Read(TrainingState<T> state, int first, int end, CancellationToken cancellationToken)
    {
        var start = _options.Time.GetTimestamp();
        _scene.MoveTo(state.Step, state.Parameters, state.Statistics);
        _readings.Clear();
        if (double.IsFinite(Vectors.Norm(_scene.Gradient(cancellationToken))))
        {
            foreach (var group in _groups.AsSpan(first, end - first))
            {
                foreach (var instrument in group) _readings.Add(instrument.Description, Read(instrument, cancellationToken));
            }
        }

        _costs[first] = _time.Spend(start);
        if (end == first + 1 && _costs[first] / GradientsOf(first) is var gradient && gradient > _gradient) _gradient = gradient;
        return _readings.Count == 0 ? null : _readings;
    }

    // Training may come back from where products overflow; there is nothing to read there.
    private Reading? Read(PointInstrument instrument, CancellationToken cancellationToken)
    {
        try
        {
            return instrument.Read(_scene, cancellationToken);
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }
}
