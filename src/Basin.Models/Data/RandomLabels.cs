using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Models.Data;

/// <summary>Labels spoilt once and for all, as careless annotators leave them.</summary>
public static class RandomLabels
{
    /// <summary>A copy in which each label is, with some probability, drawn anew from all k classes alike: a share 1 − 1/k of those is wrong.</summary>
    /// <param name="data">Examples of classes.</param>
    /// <param name="probability">Of an example to get a random label, from 0 to 1.</param>
    /// <param name="source">A stream of its own; two words an example, rarely more.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="BadInputException">The targets are values.</exception>
    public static DataSet<T> Spoil<T>(DataSet<T> data, double probability, RandomSource source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!data.Targets.AreClasses)
            throw BadInputException.At(data.Name, $"{data.Targets} an example", "classes", "Only classes can be drawn at random; noise on values is another setting.");
        var labels = data.TargetValues.ToArray();
        var wrong = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            // Both are drawn for every example, so that a larger share keeps the wrong labels of a smaller one.
            var (isRandom, label) = (source.NextDouble() < probability, source.NextInt(data.Targets.Count));
            if (!isRandom) continue;
            if (label != data.Class(i)) wrong++;
            labels[i] = T.CreateTruncating(label);
        }

        return data.WithTargets(labels, data.Targets, $"{wrong:N0} of {data.Count:N0} labels made wrong at random");
    }
}
