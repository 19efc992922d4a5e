using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Training;
using Basin.Training.Rules;
using Basin.Training.Sampling;

namespace Basin.Experiments.Runs;

/// <summary>Everything that a training run is asked to do, each default spelt out. Written to <c>run.json</c> as it is.</summary>
public sealed record TrainSettings
{
    /// <summary>A file, a folder or the name of an embedded set.</summary>
    public string Data { get; init; } = "synth";

    /// <summary>Held-out examples; null for those that come with the data, if any.</summary>
    public string? TestData { get; init; }

    /// <summary>The column of the labels in a table, by name or number; null for the last.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>How inputs are shifted and scaled; null for what the data usually get, which <c>run.json</c> then says.</summary>
    public StandardizationKind? Standardize { get; init; }

    /// <summary>The network.</summary>
    public ModelKind Model { get; init; }

    /// <summary>The widths of the hidden layers of an mlp; null for what suits the size of an example.</summary>
    public ImmutableArray<int>? Hidden { get; init; }

    /// <summary>What follows each hidden layer.</summary>
    public Activation Activation { get; init; }

    /// <summary>Whether a batch norm stands before each activation of an mlp.</summary>
    public bool BatchNorm { get; init; }

    /// <summary>What is averaged over the examples; null for cross-entropy of classes and squared error of values.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>Passes over the data; null when <see cref="Steps"/> says how long.</summary>
    public long? Epochs { get; init => field = value is { } epochs ? Require.AtLeast(epochs, 0) : null; } = 20;

    /// <summary>Steps; null when <see cref="Epochs"/> says how long.</summary>
    public long? Steps { get; init => field = value is { } steps ? Require.AtLeast(steps, 0) : null; }

    /// <summary>Step size η; finite, above 0.</summary>
    public double LearningRate { get; init => field = Require.Positive(value); } = 0.1;

    /// <summary>Examples a step, B.</summary>
    public int Batch { get; init => field = Require.AtLeast(value, 1); } = 32;

    /// <summary>β, in [0, 1).</summary>
    public double Momentum { get; init => field = Require.BelowOne(value); }

    /// <summary>Whether momentum looks ahead.</summary>
    public bool Nesterov { get; init; }

    /// <summary>λ of (λ/2)‖θ‖².</summary>
    public double WeightDecay { get; init => field = Require.NotNegative(value); }

    /// <summary>The learning rate along training.</summary>
    public ScheduleKind Schedule { get; init; }

    /// <summary>A lasting cut of the learning rate; null for none.</summary>
    public AnnealingSettings? Annealing { get; init; }

    /// <summary>Steps over which the learning rate rises to η.</summary>
    public long WarmUp { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>Whether every step sees all training examples; <see cref="Batch"/> is then their number.</summary>
    public bool FullBatch { get; init; }

    /// <summary>How batches are drawn.</summary>
    public SamplingKind Sampling { get; init; }

    /// <summary>What is done beside.</summary>
    public MethodSettings Methods { get; init; } = new();

    /// <summary>How the run goes on from an earlier one.</summary>
    public FineTuningSettings FineTuning { get; init; } = new();

    /// <summary>The training loss at which to stop; null for never.</summary>
    public double? StopLoss { get; init => field = value is { } loss ? Require.NotNegative(loss) : null; }

    /// <summary>The rule that moves θ; with adamw the weight decay is decoupled.</summary>
    public RuleKind Rule { get; init; }

    /// <summary>The probability with which each training label is drawn at random, once and for all.</summary>
    public double RandomLabels { get; init => field = Require.Fraction(value); }

    /// <summary>The run whose network's outputs are the targets; null for those of the data.</summary>
    public string? Teacher { get; init; }

    /// <summary>A flow to follow in place of steps; null for steps.</summary>
    public FlowSettings? Flow { get; init; }

    /// <summary>Rounds of training, each anew on the outputs of the one before; 1 is training as usual.</summary>
    public int DistillRounds { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>What decides the split and the random labels when that is not <see cref="Seed"/>: in a round of a distillation, the seed of the whole.</summary>
    public ulong? DataSeed { get; init; }

    /// <summary>The numbers computed with.</summary>
    public Precision Precision { get; init; }

    /// <summary>The root of all chance in the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps from one checkpoint to the next; null for once an epoch, or less often when epochs are many.</summary>
    public long? CheckpointEvery { get; init => field = value is { } steps ? Require.AtLeast(steps, 1) : null; }

    /// <summary>What is read along training; null for nothing but loss, learning rate and gradient norm.</summary>
    public AlongSettings? Along { get; init; }

    /// <summary>Whether to inspect where training ends.</summary>
    public bool Inspect { get; init; } = true;

    /// <summary>How to inspect.</summary>
    public InspectSettings Inspection { get; init; } = new();
}
