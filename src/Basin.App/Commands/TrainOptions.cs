using System.CommandLine;
using Basin.Experiments.Runs;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Training.Sampling;

namespace Basin.App.Commands;

/// <summary>The options of <c>train</c>. What is not given is left to the preset of the network.</summary>
internal sealed class TrainOptions
{
    public Option<string?> Data { get; } = SharedOptions.Data("synth");

    public Option<string?> TestData { get; } = new("--test-data") { Description = "Held-out examples, if they are in a file of their own", HelpName = "path" };

    public Option<string?> LabelColumn { get; } = SharedOptions.LabelColumn();

    public Option<StandardizationKind?> Standardize { get; } = SharedOptions.Standardize();

    public Option<ModelKind?> Model { get; } = OptionValue.Choice<ModelKind>("--model", "The network [default: mlp]");

    public Option<int[]?> Hidden { get; } = OptionValue.Widths("--hidden", "Widths of the hidden layers of an mlp [default: 64, or 256,128 for examples above 256 numbers]");

    public Option<Activation?> Activation { get; } = OptionValue.Choice<Activation>("--activation", "What follows each hidden layer [default: relu]");

    public Option<bool> BatchNorm { get; } = new("--batch-norm") { Description = "Put a batch norm before each activation of an mlp" };

    public Option<LossKind?> Loss { get; } = SharedOptions.Loss();

    public Option<long?> Epochs { get; } = OptionValue.Number<long>("--epochs", "n", "Passes over the training examples", "a whole number, 0 or above", n => n >= 0);

    public Option<long?> Steps { get; } = OptionValue.Number<long>("--steps", "n", "Steps to take, instead of epochs", "a whole number, 0 or above", n => n >= 0);

    public Option<double?> LearningRate { get; } = SharedOptions.LearningRate();

    public Option<BatchSize?> Batch { get; } = BatchSize.Option();

    public Option<double?> Momentum { get; } = SharedOptions.Momentum();

    public Option<bool> Nesterov { get; } = new("--nesterov") { Description = "Let momentum look ahead" };

    public Option<double?> WeightDecay { get; } = OptionValue.Number<double>("--weight-decay", "λ", "Adds (λ/2)‖θ‖² to what is descended", "a finite number, 0 or above", x => double.IsFinite(x) && x >= 0);

    public Option<ScheduleKind?> Schedule { get; } = OptionValue.Choice<ScheduleKind>("--schedule", "The learning rate along training; step divides it by ten at 1/2 and 3/4");

    public Option<long?> WarmUp { get; } = OptionValue.Number<long>("--warmup", "steps", "Steps over which the learning rate rises", "a whole number, 0 or above", n => n >= 0);

    public Option<SamplingKind?> Sampling { get; } = OptionValue.Choice<SamplingKind>("--sampling", "A new order each epoch, every example drawn for itself, or the order of the data [default: shuffle]");

    public Option<double?> StopLoss { get; } = OptionValue.Number<double>("--stop-loss", "loss", "Stop once the loss on all training examples is at most this", "a finite number, 0 or above", x => double.IsFinite(x) && x >= 0);

    public Option<Precision?> Precision { get; } = OptionValue.Choice<Precision>("--precision", "The numbers computed with [default: float32]");

    public Option<string?> Out { get; } = new("--out") { Description = "The run folder [default: a new one under runs/]", HelpName = "folder" };

    /// <summary>For programs that start runs: the folder in which a new one finds its own, in place of runs/.</summary>
    public Option<string?> Under { get; } = new("--under") { Hidden = true, HelpName = "folder" };

    public Option<string?> Resume { get; } = new("--resume") { Description = "Go on with a run, to the same bits as if it had never stopped", HelpName = "run" };

    public Option<long?> CheckpointEvery { get; } = OptionValue.Number<long>("--checkpoint-every", "steps", "Steps from one checkpoint to the next [default: an epoch, or more when epochs are many]", "a whole number, 1 or above", n => n >= 1);

    public Option<bool> NoInspect { get; } = new("--no-inspect") { Description = "Do not inspect where training ends" };

    private MethodOptions Methods { get; } = new();

    private FineTuningOptions FineTuning { get; } = new();

    private DistillOptions Distillation { get; } = new();

    private LargeRateOptions LargeRate { get; } = new();

    private FlowCommandOptions Flow { get; } = new();

    private AlongOptions Along { get; } = new();

    private InspectOptions Inspection { get; } = new("inspect-");

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All =>
    [
        Data, TestData, LabelColumn, Standardize, Model, Hidden, Activation, BatchNorm, Loss, Epochs, Steps, LearningRate, Batch, Momentum, Nesterov,
        WeightDecay, Schedule, WarmUp, Sampling, .. LargeRate.All, .. Methods.All, .. Distillation.All, .. Flow.All, .. FineTuning.All,
        StopLoss, Precision, Out, Resume, CheckpointEvery, .. Along.All, NoInspect, .. Inspection.All,
    ];

    /// <summary>The subjects of a form; what belongs to none of them is about the run itself.</summary>
    public IEnumerable<(string Title, IEnumerable<Option> Options)> Subjects =>
    [
        ("Data", [Data, TestData, LabelColumn, Standardize]),
        ("Network", [Model, Hidden, Activation, BatchNorm, Loss]),
        ("Steps", [Epochs, Steps, LearningRate, Batch, Momentum, Nesterov, WeightDecay, Schedule, WarmUp, Sampling, StopLoss]),
        ("Large learning rate", LargeRate.All),
        ("Noise and penalties", Methods.All),
        ("Targets and rule", Distillation.All),
        ("Flow", Flow.All),
        ("Going on from another run", FineTuning.All),
        ("Inspection", [NoInspect, .. Inspection.All]),
    ];

    /// <summary>Those that say how steps are taken, and mean nothing to a flow.</summary>
    public IEnumerable<Option> OfSteps =>
    [
        Epochs, Steps, Momentum, Nesterov, WeightDecay, Schedule, WarmUp, Sampling, .. LargeRate.All, .. Methods.All, .. Distillation.All, StopLoss, CheckpointEvery, .. Along.All,
    ];

    /// <summary>The settings asked for: the preset of the network, and over it what was given.</summary>
    public TrainSettings Read(ParseResult parsed)
    {
        // A network that begins with another's parameters is that network, unless something else is said.
        var source = FineTuning.Source(parsed);
        var model = parsed.GetValue(Model) ?? source?.Model ?? ModelKind.Mlp;
        var preset = Distillation.Read(parsed, Presets.For(model));
        if (source is not null && source.Model == model) preset = preset with { Hidden = source.Hidden, Activation = source.Activation, BatchNorm = source.BatchNorm };
        var steps = parsed.GetValue(Steps);
        var settings = LargeRate.Read(parsed, preset with
        {
            Data = parsed.GetValue(Data) ?? preset.Data,
            TestData = parsed.GetValue(TestData),
            LabelColumn = parsed.GetValue(LabelColumn),
            Standardize = parsed.GetValue(Standardize) ?? preset.Standardize,
            Hidden = parsed.GetResult(Hidden) is not null ? [.. parsed.GetValue(Hidden) ?? []] : preset.Hidden,
            Activation = parsed.GetValue(Activation) ?? preset.Activation,
            BatchNorm = parsed.GetValue(BatchNorm) || preset.BatchNorm,
            FineTuning = FineTuning.Read(parsed),
            Loss = parsed.GetValue(Loss) ?? preset.Loss,
            Epochs = steps is null ? parsed.GetValue(Epochs) ?? preset.Epochs : null,
            Steps = steps,
            LearningRate = parsed.GetValue(LearningRate) ?? preset.LearningRate,
            Batch = parsed.GetValue(Batch)?.Count ?? preset.Batch,
            FullBatch = parsed.GetValue(Batch) is { Count: null },
            Momentum = parsed.GetValue(Momentum) ?? preset.Momentum,
            Nesterov = parsed.GetValue(Nesterov),
            WeightDecay = parsed.GetValue(WeightDecay) ?? preset.WeightDecay,
            Schedule = parsed.GetValue(Schedule) ?? preset.Schedule,
            WarmUp = parsed.GetValue(WarmUp) ?? preset.WarmUp,
            Sampling = parsed.GetValue(Sampling) ?? preset.Sampling,
            Methods = Methods.Read(parsed, preset.Methods),
            StopLoss = parsed.GetValue(StopLoss),
            Precision = parsed.GetValue(Precision) ?? preset.Precision,
            Seed = parsed.GetValue(GlobalOptions.Seed) ?? preset.Seed,
            CheckpointEvery = parsed.GetValue(CheckpointEvery),
            Along = Along.Read(parsed, preset.Along ?? new AlongSettings(), isInspected: !parsed.GetValue(NoInspect)),
            Inspect = !parsed.GetValue(NoInspect),
            Inspection = Inspection.Read(parsed, preset.Inspection),
        });
        return Flow.Read(parsed, settings, this);
    }
}
