using Basin.App.Terminal;
using Basin.Experiments.Runs;

namespace Basin.App.Tests.Terminal;

public sealed class PlainScreenTests
{
    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }

    [Fact]
    public void Lines_come_at_growing_intervals_and_tell_the_time_left()
    {
        var clock = new Clock();
        using var error = new StringWriter();
        var screen = new PlainScreen(error, clock);
        for (var step = 0; step <= 100; step++)
        {
            clock.Seconds = step * 0.5;
            screen.Report(new RunProgress("training", step, 100, "epoch 1 of 1"));
        }

        Assert.Equal(
            [
                "training 2 % · epoch 1 of 1 · 49 s left",
                "training 6 % · epoch 1 of 1 · 47 s left",
                "training 14 % · epoch 1 of 1 · 43 s left",
                "training 30 % · epoch 1 of 1 · 35 s left",
                "training 62 % · epoch 1 of 1 · 19 s left",
            ],
            error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void What_is_over_within_a_second_says_nothing()
    {
        using var error = new StringWriter();
        var screen = new PlainScreen(error, new Clock());
        for (var step = 0; step <= 100; step++) screen.Report(new RunProgress("training", step, 100, ""));
        Assert.Empty(error.ToString());
    }

    [Theory]
    [InlineData(0, 10, 100, 10, "90 s left")]
    [InlineData(50, 60, 100, 10, "40 s left")]
    [InlineData(0, 1, 1000, 1, "17 min left")]
    [InlineData(0, 1, 10000, 1, "2.8 h left")]
    [InlineData(0, 999, 1000, 100, "under 1 s left")]
    [InlineData(0, 100, 100, 5, "")]
    public void Time_left_is_judged_by_the_speed_since_this_process_began(long first, long done, long total, double seconds, string expected)
    {
        var clock = new Clock();
        var left = new TimeLeft(clock);
        Assert.Equal("", left.Of(first, total));
        clock.Seconds = seconds;
        Assert.Equal(expected, left.Of(done, total));
    }
}
