using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>Every label stays with probability 1 − p and is otherwise one of the other classes, each as likely; independent and fresh at every step.</summary>
/// <remarks>
/// Two classes are flipped. Source: Damian, Ma and Lee (2021), algorithm 2. The mean loss over flips is smallest where the network gives the
/// labels the probabilities with which they are drawn, and not 0 there: <see cref="Clean"/> is that loss less its least value. Step k reads the
/// stream "label-flips" from word k·2³² on.
/// </remarks>
/// <param name="probability">p, above 0 and below 1 − 1/C, from where on the label would say nothing or the opposite.</param>
/// <param name="classes">C, at least 2.</param>
/// <param name="seed">The root of the run's chance.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LabelFlips<T>(double probability, int classes, Seed seed) : TargetNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _probability = probability > 0 && probability < 1 - (1.0 / Require.AtLeast(classes, 2, nameof(classes)))
        ? probability
        : throw new ArgumentOutOfRangeException(
            nameof(probability), probability, $"Labels of {classes} classes are flipped with a probability above 0 and below {1 - (1.0 / classes):0.####}; it is {probability}.");

    private readonly StepChance _chance = new(seed, "label-flips");

    /// <inheritdoc/>
    public override Model<T> Clean(Model<T> model) => model.OverFlips(_probability);

    /// <inheritdoc/>
    public override void Perturb(long step, Span<T> targets)
    {
        var source = _chance.At(step);
        foreach (ref var target in targets)
        {
            if (source.NextDouble() >= _probability) continue;
            var other = T.CreateChecked(source.NextInt(classes - 1));
            target = other < target ? other : other + T.One;
        }
    }
}
