using Basin.Models;
using Basin.Models.Losses;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Instruments;
using Basin.Training.Sampling;

namespace Basin.Training.Tests.Instruments;

/// <summary>What every instrument keeps; an instrument adds a row to the oracle.</summary>
public sealed class InstrumentContract
{
    private static readonly SgdOptions Options = new()
    {
        LearningRate = 0.3,
        Batch = 4,
        Duration = Duration.Steps(13),
        Seed = new Seed(3),
        CheckpointEvery = 100,
    };

    public static TheoryData<string> OfSteps => [.. InstrumentCatalog.OfSteps.Select(instrument => instrument.Description.Name)];

    public static TheoryData<string> OfPoints => [.. InstrumentCatalog.OfPoints.Select(instrument => instrument.Description.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_instrument_has_a_name_of_its_own_and_says_what_it_reads()
    {
        Assert.Equal(17, InstrumentCatalog.All.Length);
        Assert.Equal(InstrumentCatalog.All.Length, InstrumentCatalog.All.Select(instrument => instrument.Name).Distinct().Count());
        Assert.All(InstrumentCatalog.All, instrument => Assert.Matches("^[a-z][a-zA-Z]+$", instrument.Name));
        Assert.All(InstrumentCatalog.All, instrument => Assert.Matches("^[^ ].*[.]$", instrument.Meaning));
        Assert.All(InstrumentCatalog.All, instrument => Assert.NotEmpty(instrument.Label));
        Assert.All(InstrumentCatalog.OfSteps, instrument => Assert.True(instrument.Description.IsEachStep));
        Assert.All(InstrumentCatalog.OfPoints, instrument => Assert.False(instrument.Description.IsEachStep));
    }

    [Theory, MemberData(nameof(OfSteps))]
    public void An_instrument_of_steps_reads_what_its_definition_says(string name)
    {
        var (track, start) = Run<double>(Options);
        using var oracle = new InstrumentOracle();
        var moments = track.Steps.Values.Where(moment => moment.Readings.ContainsKey(name) && moment.Step % 2 == 0 && moment.Step % 3 != 0).ToArray();
        Assert.NotEmpty(moments);
        foreach (var moment in moments)
        {
            var expected = oracle.Step(name, moment, track.Steps[moment.Step - 1], start);
            Assert.Equal(expected, moment.Readings[name].Value, 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Theory, MemberData(nameof(OfPoints))]
    public void An_instrument_of_the_landscape_reads_what_its_definition_says(string name)
    {
        var (track, _) = Run<double>(Options);
        using var oracle = new InstrumentOracle();
        Assert.Equal([0L, 5, 10, 13], track.Points.Keys);
        foreach (var moment in track.Points.Values)
        {
            var (expected, reading) = (oracle.Point(name, moment), moment.Readings[name]);

            // Probes err by their standard error, an eigenvalue by less than its residual; along a vector found roughly that is second order in the angle.
            var allowed = name.EndsWith("Trace", StringComparison.Ordinal) ? 4 * reading.Error!.Value : name.EndsWith("AlongTop", StringComparison.Ordinal) || name == "stableRate" ? 0.05 * Math.Abs(expected) : Math.Max(reading.Error ?? 0, 1e-7);
            Assert.InRange(reading.Value, expected - allowed, expected + allowed);
            if (name.EndsWith("Trace", StringComparison.Ordinal)) Assert.InRange(reading.Error!.Value, 1e-6, 0.5 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Over_all_examples_nothing_is_left_of_the_noise(bool isFull)
    {
        var (track, _) = Run<double>(Options with { Batch = isFull ? 10 : 5 });
        var curved = track.Steps.Values.Where(moment => moment.Readings.ContainsKey("curvatureAlongStep")).ToArray();
        Assert.NotEmpty(curved);
        foreach (var moment in curved.Where(_ => isFull))
        {
            // Both slopes are those of the loss itself.
            var before = track.Steps[moment.Step - 1];
            var (slopes, square) = (0.0, 0.0);
            for (var i = 0; i < moment.Theta.Length; i++)
            {
                var update = moment.Theta[i] - before.Theta[i];
                slopes += (moment.Gradient[i] - before.Gradient[i]) * update;
                square += update * update;
            }

            Assert.Equal(slopes / square, moment.Readings["curvatureAlongStep"].Value, 1e-9);
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_reading()
    {
        using var workers = new Workers(3);
        Assert.Equal(Run<float>(Options).Track.Lines(), Run<float>(Options, workers).Track.Lines());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Going_on_from_a_checkpoint_reads_the_same(long checkpointEvery)
    {
        var options = Options with { CheckpointEvery = checkpointEvery, Momentum = 0.5 };
        var straight = Run<float>(options).Track;
        foreach (var step in straight.States.Keys.Where(step => step > 0))
            Assert.Equal(straight.Lines(step), Run<float>(options, from: (straight.States[step], step)).Track.Lines(step));
    }

    [Fact]
    public void An_interruption_waits_for_the_other_end_of_a_step_and_goes_on_to_the_same_readings()
    {
        var straight = Run<float>(Options).Track;
        for (var at = 1; at < 13; at++)
        {
            using var source = new CancellationTokenSource();
            var first = Run<float>(Options, stop: (at, source)).Track;
            var stopped = first.States.Keys.Max();
            Assert.InRange(stopped, at, at + 1);
            Assert.Equal(straight.Lines(), first.Lines().Concat(Run<float>(Options, from: (first.States[stopped], stopped)).Track.Lines(stopped)));
        }
    }

    [Fact]
    public void Reading_steps_allocates_nothing()
    {
        long before = 0, allocated = -1;
        using var problem = SmallNetwork.Problem<float>(new TrainingMethods<float> { KeepAdjoints = true });
        var options = Options with { Duration = Duration.Steps(200), EvaluateEvery = 1000, CheckpointEvery = 1000, LogEvery = 2, Sampling = SamplingKind.Replacement };
        using var instruments = new Instruments<float>(problem, null, options, new InstrumentOptions());
        new Trainer<float>(problem, options, instruments: instruments).Run(new Meter(step =>
        {
            if (step == 20) before = GC.GetAllocatedBytesForCurrentThread();
            if (step == 190) allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }), Token);
        Assert.Equal(0, allocated);
    }

    private static (ReadingsTrack<T> Track, T[] Start) Run<T>(
        SgdOptions options, Workers? workers = null, ((T[] Theta, T[] Velocity) State, long Step)? from = null, (long Step, CancellationTokenSource Source)? stop = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        workers ??= Workers.Serial;
        using var problem = SmallNetwork.Problem(new TrainingMethods<T> { KeepAdjoints = true }, LossKind.CrossEntropy, workers);
        var start = problem.Parameters.ToArray();
        var landscape = new Objective<T>(SmallNetwork.Model<T>(), SmallNetwork.Data<T>(), new ObjectiveOptions { Workers = workers });
        using var instruments = new Instruments<T>(problem, landscape, options, new InstrumentOptions { Every = 5, Workers = workers });
        var trainer = new Trainer<T>(problem, options, instruments: instruments);
        if (from is { } saved)
        {
            saved.State.Theta.CopyTo(trainer.State.Parameters);
            saved.State.Velocity.CopyTo(trainer.State.Velocity);
            trainer.State.Step = saved.Step;
        }

        var track = new ReadingsTrack<T>(problem)
        {
            Progress = step =>
            {
                if (step == stop?.Step) stop.Value.Source.Cancel();
            },
        };
        trainer.Run(track, stop?.Source.Token ?? Token);
        return (track, start);
    }

    private sealed class Meter(Action<long> progress) : TrainingObserver<float>
    {
        public override void OnProgress(long step, long steps) => progress(step);
    }
}
