using Basin.Training.Instruments;

namespace Basin.Training.Tests.Instruments;

/// <summary>Writes down what was read, and where training stood: θ, the gradient and the batch of every reported step.</summary>
internal sealed class ReadingsTrack<T>(NetworkProblem<T> problem) : TrainingObserver<T>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
{
    public sealed record Moment(long Step, double Rate, T[] Theta, T[] Gradient, int[] Batch, Dictionary<string, Reading> Readings);

    public Dictionary<long, Moment> Steps { get; } = [];

    public Dictionary<long, Moment> Points { get; } = [];

    public Dictionary<long, (T[] Theta, T[] Velocity)> States { get; } = [];

    public Action<long>? Progress { get; init; }

    /// <summary>All that was read, as text.</summary>
    public IEnumerable<string> Lines(long from = 0) =>
        from moment in Steps.Values.Select(moment => (moment.Step, 1, moment.Readings)).Concat(Points.Values.Select(moment => (moment.Step, 0, moment.Readings)))
        where moment.Step >= @from
        orderby moment.Step, moment.Item2
        select $"{moment.Step}: {string.Join(", ", moment.Readings.Select(reading => $"{reading.Key} {reading.Value.Value:R} ± {reading.Value.Error:R}"))}";

    public override void OnStep(in StepReport report) =>
        Steps[report.Step] = At(report.Step, report.LearningRate, problem.Gradient.ToArray(), problem.Batch.Indices.ToArray(), report.Readings);

    public override void OnReadings(long step, ReadingList readings) => Points[step] = At(step, 0, [], [], readings);

    public override void OnCheckpoint(TrainingState<T> state) => States[state.Step] = (state.Parameters.ToArray(), state.Velocity.ToArray());

    public override void OnProgress(long step, long steps) => Progress?.Invoke(step);

    private Moment At(long step, double rate, T[] gradient, int[] batch, ReadingList? readings)
    {
        var read = new Dictionary<string, Reading>();
        for (var i = 0; i < (readings?.Count ?? 0); i++) read.Add(readings![i].Instrument.Name, readings[i].Reading);
        return new Moment(step, rate, problem.Parameters.ToArray(), gradient, batch, read);
    }
}
