using System.Numerics;
using Basin.Models;

namespace Basin.Analysis.Operators;

/// <summary>
/// Some cotangents r of every example's outputs, and the products with mean JᵀrrᵀJ: the second moment of the gradients that they pull back to.
/// </summary>
internal sealed class OutputResiduals<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Objective<T> _objective;
    private readonly T[] _residuals;
    private readonly int _samples;
    private readonly OutputMap<T> _map;

    /// <param name="objective">Whose examples.</param>
    /// <param name="samples">s, cotangents an example.</param>
    /// <param name="residuals">Shape (s, n, k).</param>
    public OutputResiduals(Objective<T> objective, int samples, T[] residuals)
    {
        objective.RequireOwnDerivatives();
        (_objective, _samples, _residuals, _map) = (objective, samples, residuals, Map);
    }

    /// <summary>Those of the examples' own targets: what they pull back to are the gradients gₑ.</summary>
    public static OutputResiduals<T> OfTargets(Objective<T> objective)
    {
        var residuals = new T[objective.Examples * objective.Outputs];
        objective.WriteOutputGradients(residuals);
        return new OutputResiduals<T>(objective, 1, residuals);
    }

    /// <summary>rₑ of example <paramref name="example"/> in the first sample.</summary>
    public ReadOnlySpan<T> this[int example] => _residuals.AsSpan(example * _objective.Outputs, _objective.Outputs);

    /// <summary>y = mean over examples and samples of JᵀrrᵀJ·x, for each of the rows of x.</summary>
    public void Multiply(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        _objective.OutputProduct(x, y, _map, cancellationToken);

    private void Map(int first, ReadOnlySpan<T> tangents, Span<T> cotangents)
    {
        var (k, samples) = (_objective.Outputs, T.CreateChecked(_samples));
        cotangents.Clear();
        for (var e = 0; e < tangents.Length / k; e++)
        {
            var tangent = tangents.Slice(e * k, k);
            var cotangent = cotangents.Slice(e * k, k);
            for (var sample = 0; sample < _samples; sample++)
            {
                var residual = _residuals.AsSpan(((sample * _objective.Examples) + first + e) * k, k);
                var along = T.Zero;
                for (var o = 0; o < k; o++) along += residual[o] * tangent[o];
                along /= samples;
                for (var o = 0; o < k; o++) cotangent[o] += along * residual[o];
            }
        }
    }
}
