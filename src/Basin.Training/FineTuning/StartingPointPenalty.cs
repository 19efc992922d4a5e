using System.Numerics;
using Basin.Models.Networks;
using Basin.Training.Regularizers;

namespace Basin.Training.FineTuning;

/// <summary>L2-SP: (α/2)‖w − w₀‖² for what came from the starting point, and (β/2)‖w‖² for what was drawn anew.</summary>
/// <remarks>It takes the place of weight decay, which pulls all to 0. Source: Li, Grandvalet and Davoine (2018).</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StartingPointPenalty<T> : Regularizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _reference;
    private readonly T[] _strength;

    /// <summary>Creates the penalty.</summary>
    /// <param name="network">Whose parameters.</param>
    /// <param name="start">w₀.</param>
    /// <param name="strength">α; finite, at least 0.</param>
    /// <param name="newStrength">β; finite, at least 0.</param>
    public StartingPointPenalty(Network<T> network, StartingPoint<T> start, double strength, double newStrength)
    {
        _reference = new T[network.ParameterCount];
        _strength = new T[network.ParameterCount];
        var (alpha, beta) = (T.CreateChecked(Require.NotNegative(strength)), T.CreateChecked(Require.NotNegative(newStrength)));
        foreach (var window in network.Parameters)
        {
            var found = start.Find(window.Name, window.Shape);
            found.AsSpan().CopyTo(_reference.AsSpan(window.Offset));
            _strength.AsSpan(window.Offset, window.Length).Fill(found is null ? beta : alpha);
        }
    }

    /// <inheritdoc/>
    public override double AddGradient(in TrainingStep<T> step, Span<T> gradient)
    {
        var value = 0.0;
        for (var i = 0; i < gradient.Length; i++)
        {
            var away = step.Parameters[i] - _reference[i];
            var pull = _strength[i] * away;
            gradient[i] += pull;
            value += 0.5 * double.CreateTruncating(pull * away);
        }

        return value;
    }
}
