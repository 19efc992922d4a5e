using Basin.Training.Schedules;

namespace Basin.Training.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly Schedule Decay = new StepDecay { Decay = 0.1, Milestones = [100, 150] };
    private static readonly Schedule Cosine = new Cosine { Steps = 200 };

    public static TheoryData<Schedule, long, double> Table => new()
    {
        { new Constant(), 0, 1 },
        { new Constant(), 1_000_000, 1 },
        { Decay, 0, 1 },
        { Decay, 99, 1 },
        { Decay, 100, 0.1 },
        { Decay, 149, 0.1 },
        { Decay, 150, 0.01 },
        { Decay, 100_000, 0.01 },
        { Cosine, 0, 1 },
        { Cosine, 50, 0.5 * (1 + Math.Sqrt(0.5)) },
        { Cosine, 100, 0.5 },
        { Cosine, 200, 0 },
        { Cosine, 300, 0 },
        { new Cosine { Steps = 200, Final = 0.1 }, 0, 1 },
        { new Cosine { Steps = 200, Final = 0.1 }, 200, 0.1 },
        { new WarmUp { Steps = 10, Inner = new Constant() }, 0, 0.1 },
        { new WarmUp { Steps = 10, Inner = new Constant() }, 9, 1 },
        { new WarmUp { Steps = 10, Inner = new Constant() }, 10, 1 },
        { new WarmUp { Steps = 0, Inner = new Constant() }, 0, 1 },
        { new WarmUp { Steps = 10, Inner = Cosine }, 200, 0 },
        { new WarmUp { Steps = 200, Inner = Cosine }, 99, 0.5 * 0.5 * (1 + Math.Cos(Math.PI * 99 / 200)) },
    };

    [Theory, MemberData(nameof(Table))]
    public void The_factor_is_as_in_the_table(Schedule schedule, long step, double factor) =>
        Assert.Equal(factor, schedule.Factor(step), 1e-14);

    public static TheoryData<Annealing, long, long?, double> Cuts => new()
    {
        { Annealing.At(Duration.Steps(7), 0.1), 6, null, 1 },
        { Annealing.At(Duration.Steps(7), 0.1), 7, null, 0.1 },
        { Annealing.At(Duration.Epochs(2), 0.1), 19, null, 1 },
        { Annealing.At(Duration.Epochs(2), 0.1), 20, null, 0.1 },
        { Annealing.Below(0.3, 0.04), 1_000_000, null, 1 },
        { Annealing.Below(0.3, 0.04), 29, 30, 1 },
        { Annealing.Below(0.3, 0.04), 30, 30, 0.04 },
    };

    [Theory, MemberData(nameof(Cuts))]
    public void A_rate_is_cut_at_its_time_or_by_the_loss(Annealing annealing, long step, long? lowSince, double factor) =>
        Assert.Equal(factor, annealing.FactorOf(step, 10, lowSince));

    [Fact]
    public void Milestones_must_ascend()
    {
        var error = Assert.Throws<ArgumentException>(() => new StepDecay { Decay = 0.1, Milestones = [50, 50] });
        Assert.Contains("Milestones are 50, 50; they must ascend", error.Message, StringComparison.Ordinal);
    }
}
