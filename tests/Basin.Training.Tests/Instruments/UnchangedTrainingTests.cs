using Basin.Models;
using Basin.Models.Losses;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Training.Instruments;
using Basin.Training.Noise;
using Basin.Training.Regularizers;
using Basin.Training.Rules;

namespace Basin.Training.Tests.Instruments;

/// <summary>Looking at training does not move it.</summary>
public sealed class UnchangedTrainingTests
{
    private static readonly SgdOptions Plain = new() { LearningRate = 0.05, Batch = 4, Duration = Duration.Steps(11), Seed = new Seed(3) };

    public static TheoryData<string, SgdOptions> Table => new()
    {
        { "plain", Plain },
        { "heavy ball and decay", Plain with { Momentum = 0.9, WeightDecay = 0.01 } },
        { "nesterov", Plain with { Momentum = 0.9, Nesterov = true } },
        { "adamw", Plain with { Kind = RuleKind.Adamw } },
        { "substeps", Plain with { Substeps = 3 } },
        { "rates of their own", Plain with { RateScales = [new RateScale(0, 5, 3)] } },
        { "label noise", Plain },
        { "gradient penalty", Plain },
        { "gauss-newton noise of the batch", Plain },
    };

    [Theory, MemberData(nameof(Table))]
    public void Instruments_change_no_bit_of_training(string name, SgdOptions options)
    {
        var without = Train(name, options, null);
        Assert.Equal(without, Train(name, options, new InstrumentOptions { Every = 3 }));
        Assert.Equal(without, Train(name, options, new InstrumentOptions { Every = 1, Budget = 0.9 }));
    }

    private static float[] Train(string name, SgdOptions options, InstrumentOptions? read)
    {
        var methods = new TrainingMethods<float>
        {
            KeepAdjoints = read is not null,
            Noise = name == "label noise" ? [new LabelNoise<float>(0.3, LabelNoiseKind.Sign, new Seed(3))] : [],
            Regularizers = name == "gradient penalty" ? [new GradientPenalty<float>(0.1)] : [],
            Derivatives = name.EndsWith("batch", StringComparison.Ordinal) ? Derivatives.Second : Derivatives.First,
        };
        using var problem = SmallNetwork.Problem(methods, LossKind.SquaredError);
        using var noise = name.EndsWith("batch", StringComparison.Ordinal) ? new BatchGaussNewtonNoise<float>(0.01, problem, LossKind.SquaredError, 1, new Seed(3)) : null;
        using var instruments = read is null
            ? null
            : new Instruments<float>(problem, new Objective<float>(SmallNetwork.Model<float>(LossKind.SquaredError), SmallNetwork.Data<float>(LossKind.SquaredError)), options, read);
        var trainer = new Trainer<float>(problem, options, noise, instruments);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        return [.. trainer.State.Parameters, .. trainer.State.Velocity];
    }
}
