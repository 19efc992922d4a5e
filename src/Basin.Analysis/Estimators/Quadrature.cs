using System.Collections.Immutable;

namespace Basin.Analysis.Estimators;

/// <summary>The spectrum as one random start sees it: point masses.</summary>
/// <param name="Nodes">Where they are, ascending.</param>
/// <param name="Weights">How much each holds; at least 0, together 1.</param>
public sealed record Quadrature(ImmutableArray<double> Nodes, ImmutableArray<double> Weights)
{
    /// <summary>Σ weightᵢ·f(nodeᵢ), infinite as soon as f is at one node, however small its weight.</summary>
    public double Integrate(Func<double, double> f)
    {
        var sum = 0.0;
        for (var i = 0; i < Nodes.Length; i++)
        {
            var value = f(Nodes[i]);
            sum += double.IsFinite(value) ? Weights[i] * value : value;
        }

        return sum;
    }
}
