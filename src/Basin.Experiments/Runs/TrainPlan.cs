using Basin.Numerics.Random;
using Basin.Training;
using Basin.Training.Schedules;

namespace Basin.Experiments.Runs;

/// <summary>From the settings of a run to those of the training loop, once the number of examples is known.</summary>
internal static class TrainPlan
{
    // Enough for a curve, few enough that writing them costs nothing.
    private const long LoggedSteps = 2000;
    private const long Evaluations = 200;
    private const long Checkpoints = 50;

    public static SgdOptions Options(TrainSettings settings, int examples)
    {
        var duration = settings.Steps is { } count ? Duration.Steps(count) : Duration.Epochs(settings.Epochs ?? 0);
        var stepsPerEpoch = (examples + settings.Batch - 1) / settings.Batch;
        var steps = duration.InSteps(stepsPerEpoch);
        return new SgdOptions
        {
            Kind = settings.Rule,
            LearningRate = settings.LearningRate,
            Batch = settings.Batch,
            Duration = duration,
            Seed = new Seed(settings.Seed),
            Momentum = settings.Momentum,
            Nesterov = settings.Nesterov,
            WeightDecay = settings.WeightDecay,
            Substeps = settings.Methods.Substeps,
            Sampling = settings.Sampling,
            Schedule = Schedule(settings, steps),
            Annealing = settings.Annealing?.Create(),
            StopAtTrainLoss = settings.StopLoss,
            CheckpointEvery = settings.CheckpointEvery ?? WholeEpochs(Checkpoints),
            EvaluateEvery = WholeEpochs(Evaluations),
            LogEvery = Math.Max(1, steps / LoggedSteps),
        };

        long WholeEpochs(long times) => stepsPerEpoch * Math.Max(1, steps / stepsPerEpoch / times);
    }

    private static Schedule Schedule(TrainSettings settings, long steps)
    {
        Schedule schedule = settings.Schedule switch
        {
            ScheduleKind.Step when steps >= 4 => new StepDecay { Decay = 0.1, Milestones = [steps / 2, steps * 3 / 4] },
            ScheduleKind.Cosine when steps > 0 => new Cosine { Steps = steps },
            _ => new Constant(),
        };
        return settings.WarmUp > 0 ? new WarmUp { Steps = settings.WarmUp, Inner = schedule } : schedule;
    }
}
