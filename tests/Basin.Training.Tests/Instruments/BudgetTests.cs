using Basin.Models;
using Basin.Numerics.Random;
using Basin.Training.Instruments;

namespace Basin.Training.Tests.Instruments;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    public void Readings_stay_within_their_share_of_the_time(double share)
    {
        // A step takes a millisecond, a look at the clock a tenth of one: readings of steps and of points cost that much each.
        var clock = new Clock();
        using var problem = SmallNetwork.Problem<float>(new TrainingMethods<float> { KeepAdjoints = true });
        var options = new SgdOptions { LearningRate = 0.05, Batch = 4, Duration = Duration.Steps(15_000), Seed = new Seed(3), CheckpointEvery = 100_000 };
        var landscape = new Objective<float>(SmallNetwork.Model<float>(), SmallNetwork.Data<float>());
        var began = clock.GetTimestamp();
        using var instruments = new Instruments<float>(problem, landscape, options, new InstrumentOptions { Every = 100, Budget = share, Time = clock });
        var (steps, points) = (0, 0);
        var watch = new Watch(
            report =>
            {
                clock.Pass(TimeSpan.FromMilliseconds(1));
                if (report.Readings is not null) steps++;

                // The first reading is the only one whose price was not known.
                Assert.True(instruments.Spent <= (share * clock.GetElapsedTime(began)) + TimeSpan.FromMilliseconds(0.5), $"{instruments.Spent} at step {report.Step}");
            },
            () => points++);
        new Trainer<float>(problem, options, instruments: instruments).Run(watch, TestContext.Current.CancellationToken);
        Assert.InRange(steps, 300, 7500);
        Assert.InRange(points, 30, 450);
    }

    [Fact]
    public void The_groups_of_the_landscape_take_turns()
    {
        var clock = new Clock();
        using var problem = SmallNetwork.Problem<float>();
        var options = new SgdOptions { LearningRate = 0.05, Batch = 4, Duration = Duration.Steps(1000), Seed = new Seed(3) };
        var landscape = new Objective<float>(SmallNetwork.Model<float>(), SmallNetwork.Data<float>());
        using var instruments = new Instruments<float>(problem, landscape, options, new InstrumentOptions { Every = 1, Budget = 0.5, Time = clock });
        var track = new ReadingsTrack<float>(problem) { Progress = _ => clock.Pass(TimeSpan.FromMilliseconds(1)) };
        new Trainer<float>(problem, options, instruments: instruments).Run(track, TestContext.Current.CancellationToken);
        var kinds = track.Points.Values.Select(point => point.Readings.Keys.First()).ToArray();
        Assert.True(kinds.Length > 10);
        Assert.Equal(["sharpness", "hessianTrace", "noiseAlongTop"], kinds.Take(3));
        Assert.Equal(kinds.Take(kinds.Length - 3), kinds.Skip(3));
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += TimeSpan.TicksPerMillisecond / 10;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }

    private sealed class Watch(Action<StepReport> onStep, Action onPoint) : TrainingObserver<float>
    {
        public override void OnStep(in StepReport report) => onStep(report);

        public override void OnReadings(long step, ReadingList readings) => onPoint();
    }
}
