using System.Collections.Immutable;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.FineTuning;
using Basin.Training.Noise;
using Basin.Training.Regularizers;
using Basin.Training.Rules;

namespace Basin.Experiments.Runs;

/// <summary>From the settings of a run to its methods, once data and network are known.</summary>
internal static class MethodFactory
{
    /// <summary>Refuses what the loss gives no meaning to.</summary>
    /// <param name="settings">With the loss decided.</param>
    /// <exception cref="BadInputException">A method does not go with the loss, or with another.</exception>
    public static void Require(TrainSettings settings)
    {
        var methods = settings.Methods;
        if (methods.LabelNoise is not null && settings.Loss != LossKind.SquaredError)
            throw new BadInputException("Label noise is added to values under squared error, and these labels are classes. Use --label-flips, which draws some labels anew, or --loss squared-error.");
        if (methods.LabelFlips is not null && settings.Loss == LossKind.SquaredError)
            throw new BadInputException("Labels are flipped under cross-entropy or the logistic loss, and this loss is squared error. Use --label-noise, which adds to the values, or --loss cross-entropy.");
        if (methods.TracePenalty > 0 && settings.Loss != LossKind.SquaredError)
            throw new BadInputException("The trace penalty is for squared error, where the Gauss-Newton matrix does not depend on the outputs. Use --loss squared-error, or --gradient-penalty.");
        if (methods.Noise != NoiseKind.None && methods.NoiseScale is null)
            throw new BadInputException("Noise is asked for and its scale is not given; the step gets noise of covariance ηλΣ. Give λ by --noise-scale, such as 0.01.");
        if (methods.ParameterNoise is not null) RequireStationary(settings);
        if (methods.Transform == TransformKind.Patches && settings.Loss != LossKind.CrossEntropy)
            throw new BadInputException($"Patches are made for classes under cross-entropy, and the loss is {settings.Loss}. Use --loss cross-entropy, or leave --transform out.");
        if (methods.Noise == NoiseKind.None && methods.NoiseScale is not null)
            throw new BadInputException("A scale of noise is given and no noise. Give --noise gauss-newton, or leave --noise-scale out.");
    }

    /// <summary>The model as it is judged: with flips, the mean loss over them, less its least value.</summary>
    public static Model<T> Judged<T>(TrainSettings settings, Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        settings.Methods.LabelFlips is > 0 and var flip ? model.OverFlips(flip) : model;

    /// <summary>What is done to batches and gradients.</summary>
    /// <param name="bench">Settings, data and network.</param>
    /// <param name="start">Where the run begins, if it does from an earlier one.</param>
    /// <param name="workers">The threads to use.</param>
    public static TrainingMethods<T> Create<T>(Workbench<T> bench, StartingPoint<T>? start, Workers workers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tuning = bench.Settings.FineTuning;
        var (methods, seed, train) = (bench.Settings.Methods, new Seed(bench.Settings.Seed), bench.Data.Train);
        var noise = ImmutableArray.CreateBuilder<BatchNoise<T>>();
        if (methods.LabelNoise is > 0 and var deviation) noise.Add(new LabelNoise<T>(deviation, methods.LabelNoiseKind, seed));
        if (methods.LabelFlips is > 0 and var flip) noise.Add(new LabelFlips<T>(flip, train.Targets.Count, seed));
        if (methods.Transform == TransformKind.Patches) noise.Add(new PatchNoise<T>(Patches(bench), train, seed));
        if (methods.ActivationNoise is { } activation) noise.Add(activation.Create<T>((train.Count + bench.Settings.Batch - 1) / bench.Settings.Batch, seed));
        var terms = ImmutableArray.CreateBuilder<Regularizer<T>>();
        if (methods.GradientPenalty > 0) terms.Add(new GradientPenalty<T>(methods.GradientPenalty));
        if (methods.FullGradientPenalty > 0) terms.Add(new FullGradientPenalty<T>(methods.FullGradientPenalty, Judged(bench.Settings, bench.Model), train, workers));
        if (methods.TracePenalty > 0) terms.Add(new TracePenalty<T>(methods.TracePenalty, bench.Model, seed, workers));
        if (start is not null && tuning.StartPenalty > 0) terms.Add(new StartingPointPenalty<T>(bench.Model.Network, start, tuning.StartPenalty, tuning.StartPenalty));
        var losses = ImmutableArray.CreateBuilder<LossTerm<T>>();
        if (start is not null && tuning.FeaturePenalty > 0) losses.Add(FeatureDistance<T>.From(bench.Model.Network, start, train, tuning.FeaturePenalty, seed, workers));
        if (tuning.SpectralPenalty > 0) losses.Add(new SpectralShrinkage<T>(tuning.SpectralPenalty));
        return new TrainingMethods<T>
        {
            Terms = losses.ToImmutable(),
            Noise = noise.ToImmutable(),
            Regularizers = terms.ToImmutable(),
            Derivatives = methods.Noise == NoiseKind.GaussNewtonBatch ? Derivatives.Second : Derivatives.First,

            // Batch norm mixes the examples of a batch: they have no gradients to tell apart.
            KeepAdjoints = bench.Settings.Along is not null && !bench.Model.Network.HasStatistics,
        };
    }

    /// <summary>What is added to each gradient; null for nothing.</summary>
    public static ParameterNoise<T>? Noise<T>(Workbench<T> bench, NetworkProblem<T> problem, Workers workers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (scale, seed, model) = (bench.Settings.Methods.NoiseScale ?? 0, new Seed(bench.Settings.Seed), bench.Model);
        if (bench.Settings.Methods.ParameterNoise is > 0 and var deviation)
            return new StationaryNoise<T>(deviation, bench.Settings.LearningRate, bench.Settings.WeightDecay, bench.Settings.Momentum, model.Network.ParameterCount, seed);
        return bench.Settings.Methods.Noise switch
        {
            NoiseKind.GaussNewton => new GaussNewtonNoise<T>(scale, problem, model, bench.Data.Train, seed, workers),
            NoiseKind.GaussNewtonBatch => new BatchGaussNewtonNoise<T>(scale, problem, model.Loss, model.Network.Outputs, seed),
            _ => null,
        };
    }

    /// <summary>The patches of a run's classes.</summary>
    /// <exception cref="BadInputException">The examples are no images, or too small.</exception>
    public static Patches<T> Patches<T>(Workbench<T> bench)
        where T : unmanaged, IFloatingPointIeee754<T> => new(bench.Data.Train.ExampleShape, bench.Data.Train.Targets.Count, new PatchOptions(), new Seed(bench.Settings.Seed));

    private static void RequireStationary(TrainSettings settings)
    {
        if (settings.WeightDecay == 0)
            throw new BadInputException("Parameter noise is asked for without weight decay: the parameters would drift away without end. Give --weight-decay, such as 0.001.");
        if (settings.Nesterov || settings.Methods.Noise != NoiseKind.None || settings.Methods.Substeps > 1)
            throw new BadInputException("Parameter noise keeps up its standard deviation under plain steps and the heavy ball. Leave --nesterov, --noise and --substeps out, or leave --parameter-noise out.");
        if (settings.LearningRate * settings.WeightDecay >= 2 * (1 + settings.Momentum))
            throw new BadInputException("The learning rate times the weight decay is so large that the decay alone diverges. Lower --lr or --weight-decay.");
    }

    /// <summary>The windows on θ with learning rates of their own.</summary>
    public static ImmutableArray<RateScale> RateScales<T>(TrainSettings settings, Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (settings.Methods.HeadRateScale == 1) return [];
        return [.. ParameterSelection.Layers(network.Parameters)[^1].Windows.Select(window => new RateScale(window.Offset, window.Length, settings.Methods.HeadRateScale))];
    }
}
