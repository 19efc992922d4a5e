using System.Globalization;
using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>Where the rounds of a distillation lie: each is a run of its own under <c>rounds</c>.</summary>
internal static class DistillRounds
{
    /// <summary>The folder of round <paramref name="round"/>, from 1.</summary>
    public static string PathOf(string folder, int round) => Path.Combine(folder, "rounds", round.ToString("D2", CultureInfo.InvariantCulture));

    /// <summary>The folder of the last round that is done.</summary>
    /// <exception cref="BadInputException">None is.</exception>
    public static string Last(string folder)
    {
        var round = 0;
        while (RunFolder.ReadSummary(PathOf(folder, round + 1)) is not null) round++;
        return round > 0 ? PathOf(folder, round) : throw BadInputException.At(folder, "a distillation without a round that is done", "a run that has trained", "Go on with it by basin train --resume.");
    }

    /// <summary>What round <paramref name="round"/> is asked: the whole's settings with its own start, and the round before as its teacher.</summary>
    public static TrainSettings Settings(TrainSettings whole, string folder, int round) => whole with
    {
        DistillRounds = 1,
        DataSeed = whole.DataSeed ?? whole.Seed,
        Seed = round == 1 ? whole.Seed : new Numerics.Random.Seed(whole.Seed).Derive("round", round).Value,
        Teacher = round == 1 ? whole.Teacher : PathOf(folder, round - 1),
        Inspect = whole.Inspect && round == whole.DistillRounds,
    };
}
