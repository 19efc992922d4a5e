using Basin.Analysis.Noise;
using Basin.Models;

namespace Basin.Analysis.SelfTest.Parts;

/// <summary>The noise trace against the gradients of the examples one by one, each a data set of its own.</summary>
internal sealed class NoisePart : SelfTestPart
{
    public override IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken)
    {
        using var objective = network.Create<double>();
        var p = objective.ParameterCount;
        var (gradient, example, expected) = (new double[p], new double[p], 0.0);
        objective.Gradient(gradient, cancellationToken);
        for (var e = 0; e < objective.Examples; e++)
        {
            using var alone = new Objective<double>(objective.Model, objective.Data.Subset([e]));
            alone.MoveTo(objective.Parameters, objective.State);
            alone.Gradient(example, cancellationToken);
            for (var i = 0; i < p; i++) expected += (example[i] - gradient[i]) * (example[i] - gradient[i]) / objective.Examples;
        }

        var trace = ExampleNoise.Of<double>(objective, gradient, cancellationToken).Trace;
        yield return Double(network, "noise trace, against single examples", Math.Abs(trace - expected) / expected, 1e-10);
    }
}
