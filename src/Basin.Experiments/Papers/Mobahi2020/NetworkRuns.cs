using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.Distillation;
using Basin.Training.Rules;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>Rounds of a network of one hidden layer, each trained from a new start on the outputs of the one before.</summary>
/// <param name="Examples">N, training examples; the others are the test.</param>
/// <param name="Noise">The probability of a wrong training label.</param>
/// <param name="Hidden">Hidden units.</param>
/// <param name="Rounds">How many.</param>
/// <param name="Steps">Steps of AdamW a round.</param>
/// <param name="Batch">B.</param>
/// <param name="LearningRate">η.</param>
/// <param name="Decay">λ of the weight decay.</param>
internal sealed record NetworkRuns(int Examples, double Noise, int Hidden, int Rounds, int Steps, int Batch, double LearningRate, double Decay)
{
    private const string Data = "digits";

    public static ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("examples", "N, training examples", 300, 64) with { Maximum = 1500 },
        ClaimParameter.Fraction("noise", "the probability of a training label to be drawn at random", 0.4),
        ClaimParameter.Count("hidden", "hidden units", 256),
        ClaimParameter.Count("rounds", "rounds of self-distillation", 12, 2),
        ClaimParameter.Count("steps", "steps a round", 600),
        ClaimParameter.Count("batch", "B, examples a step", 64),
        ClaimParameter.Positive("lr", "η, the learning rate of AdamW", 1e-3),
        new("decay", "λ of the decoupled weight decay: θ shrinks by ηλ a step", 2) { Minimum = 0 },
    ];

    /// <summary>The settings of a claim, with a weight decay of its own where it varies that.</summary>
    public static NetworkRuns Of(ClaimContext context, double? decay = null) => new(
        context.Count("examples"), context["noise"], context.Count("hidden"), context.Count("rounds"), context.Count("steps"), context.Count("batch"), context["lr"], decay ?? context["decay"]);

    /// <summary>One run a seed: another split, other random labels, other starts.</summary>
    public KernelRun[] Run(ClaimContext context) => context.Share((this, context.Seeds), _ =>
    {
        var data = DataSets.OpenWhole<float>(new DataSetOptions { Path = Data, Targets = TargetChoice.Classes });
        return context.ForEachSeed((_, seed) => Run(data, seed, context.CancellationToken));
    });

    private KernelRun Run(DataSet<float> data, Seed seed, CancellationToken cancellationToken)
    {
        var order = Enumerable.Range(0, data.Count).ToArray();
        seed.Stream("examples").Shuffle(order.AsSpan());
        var given = RandomLabels.Spoil(data.Subset(order.AsSpan(0, Examples)), Noise, seed.Stream("random-labels"));
        var held = data.Subset(order.AsSpan(Examples));
        var model = new Model<float>(Mlp.Create<float>(given.ExampleShape, given.Targets.Count, [Hidden]), LossKind.SquaredError);
        var (test, train, targets) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>(), given);
        for (var round = 0; round < Rounds; round++)
        {
            var start = seed.Derive("round", round);
            using var problem = new NetworkProblem<float>(model, targets, null, start, Workers.Serial);
            new Trainer<float>(problem, Options(start)).Run(cancellationToken: cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            test.Add(Accuracy(model, held, problem));
            train.Add(Accuracy(model, given, problem));
            targets = Teacher.Relabel(model, given, problem.Parameters, problem.Statistics, Workers.Serial);
        }

        return new KernelRun(test.ToImmutable(), train.ToImmutable());
    }

    private SgdOptions Options(Seed seed) => new()
    {
        Kind = RuleKind.Adamw,
        LearningRate = LearningRate,
        WeightDecay = Decay,
        Batch = Batch,
        Duration = Duration.Steps(Steps),
        EvaluateEvery = Math.Max(1, Steps),
        Seed = seed,
    };

    private static double Accuracy(Model<float> model, DataSet<float> data, NetworkProblem<float> problem)
    {
        using var objective = new Models.Objective<float>(model, data, new Models.ObjectiveOptions { Derivatives = Derivatives.None, MemoryBytes = 0 });
        objective.MoveTo(problem.Parameters, problem.Statistics);
        return objective.Evaluate().Accuracy ?? double.NaN;
    }
}
