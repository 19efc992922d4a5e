using System.Numerics;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Numerics.Random;

namespace Basin.Analysis.Operators;

/// <summary>The Fisher matrix with targets drawn from the model's distribution, some for each example, once and for all.</summary>
/// <remarks>
/// The draws are fixed, so it is one positive semidefinite matrix, of rank at most samples · n; over the draws it is an unbiased
/// estimate of the <see cref="Fisher{T}"/> matrix. A product costs about one and a half gradients whatever the samples.
/// Source: Martens, New insights and perspectives on the natural gradient method (2020), section 5.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MonteCarloFisher<T> : ObjectiveOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OutputResiduals<T> _residuals;

    /// <summary>Draws targets at the objective's point, where it must stay.</summary>
    /// <param name="objective">L.</param>
    /// <param name="seed">Sample s comes from its stream <c>fisher-targets</c>, s.</param>
    /// <param name="samples">Targets an example, at least 1.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no gradient of its own.</exception>
    public MonteCarloFisher(Objective<T> objective, Seed seed, int samples = 1)
        : base(objective, objective.ParameterCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var (n, k) = (objective.Examples, objective.Outputs);
        T[] outputs = new T[n * k], residuals = new T[checked(samples * n * k)];
        objective.WriteOutputs(outputs);
        var law = OutputLaw<T>.Of(objective.Model.Loss);
        for (var sample = 0; sample < samples; sample++)
        {
            var random = seed.Stream("fisher-targets", sample);
            for (var e = 0; e < n; e++) law.Draw(outputs.AsSpan(e * k, k), random, residuals.AsSpan(((sample * n) + e) * k, k));
        }

        _residuals = new OutputResiduals<T>(objective, samples, residuals);
    }

    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        _residuals.Multiply(x, y, cancellationToken);
}
