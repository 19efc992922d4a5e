using Basin.Experiments.Runs;
using Basin.Training.Rules;

namespace Basin.Experiments.Tests.Runs;

public sealed class TrainPlanTests
{
    [Theory]
    [InlineData(ScheduleKind.Constant, 0, 99, 1)]
    [InlineData(ScheduleKind.Step, 0, 49, 1)]
    [InlineData(ScheduleKind.Step, 0, 50, 0.1)]
    [InlineData(ScheduleKind.Step, 0, 75, 0.01)]
    [InlineData(ScheduleKind.Cosine, 0, 50, 0.5)]
    [InlineData(ScheduleKind.Cosine, 10, 0, 0.1)]
    public void Schedules_stretch_over_the_steps_of_the_run(ScheduleKind kind, long warmUp, long step, double factor)
    {
        var options = TrainPlan.Options(new TrainSettings { Epochs = 10, Batch = 10, Schedule = kind, WarmUp = warmUp }, 100);
        Assert.Equal(factor, options.Schedule.Factor(step), 1e-12);
    }

    [Fact]
    public void The_head_is_the_last_layer()
    {
        var network = Models.Networks.Mlp.Create<float>(new Numerics.Graphs.Shape(3), 4, [5]);
        var scales = MethodFactory.RateScales(new TrainSettings { Methods = new() { HeadRateScale = 10 } }, network);
        Assert.Equal([new RateScale(20, 20, 10), new RateScale(40, 4, 10)], scales);
        Assert.Empty(MethodFactory.RateScales(new TrainSettings(), network));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(1000, 200)]
    [InlineData(100_000, 20_000)]
    public void Long_runs_are_not_slowed_by_checkpoints_and_evaluations(long epochs, long checkpointEvery)
    {
        var options = TrainPlan.Options(new TrainSettings { Epochs = epochs, Batch = 10 }, 100);
        Assert.Equal(checkpointEvery, options.CheckpointEvery);
        Assert.InRange(epochs * 10 / options.LogEvery, 1, 4000);
    }

    [Theory]
    [InlineData(ModelKind.Mlp)]
    [InlineData(ModelKind.Cnn)]
    [InlineData(ModelKind.Resnet20)]
    public void Every_network_has_a_preset_of_its_own(ModelKind model) => Assert.Equal(model, Presets.For(model).Model);
}
