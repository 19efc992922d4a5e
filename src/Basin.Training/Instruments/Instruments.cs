using System.Numerics;
using Basin.Models;

namespace Basin.Training.Instruments;

/// <summary>Reads along training what is due, and changes nothing of it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Instruments<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly InstrumentOptions _options;
    private readonly PointScene<T> _points;
    private readonly PointInstrument[] _ofPoints;
    private readonly ReadingList _readings = new();

    /// <summary>Prepares to read.</summary>
    /// <param name="objective">What the dear instruments look at: the loss on a sample of the examples. It is moved, and freed with this.</param>
    /// <param name="options">When.</param>
    public Instruments(Objective<T> objective, InstrumentOptions options)
    {
        _options = options;
        _points = new PointScene<T>(objective, options);
        _ofPoints = [.. InstrumentCatalog.OfPoints.Where(instrument => !(instrument.NeedsSingleGradients && objective.MixesExamples))];
    }

    /// <summary>Time spent on readings.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _points.Dispose();

    /// <summary>Reads the dear instruments where training stands, if that is due.</summary>
    /// <returns>What was read, until the next call; null for nothing.</returns>
    internal ReadingList? ReadPoint(TrainingState<T> state, bool isEnd, CancellationToken cancellationToken)
    {
        if (_options.Every == 0 || (state.Step % _options.Every != 0 && !isEnd)) return null;
        var start = _options.Time.GetTimestamp();
        _points.MoveTo(state.Step, state.Parameters, state.Statistics);
        _readings.Clear();
        foreach (var instrument in _ofPoints) _readings.Add(instrument.Description, instrument.Read(_points, cancellationToken));
        Spent += _options.Time.GetElapsedTime(start);
        return _readings;
    }
}
