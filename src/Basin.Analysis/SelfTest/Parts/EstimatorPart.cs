using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Numerics.Random;

namespace Basin.Analysis.SelfTest.Parts;

/// <summary>Every estimator within its standard errors of the truth.</summary>
internal sealed class EstimatorPart : SelfTestPart
{
    private const double Allowed = 3;

    public override IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken)
    {
        using var objective = network.Create<double>();
        var hessian = new Hessian<double>(objective);
        using var dense = DenseSpectrum.Of(hessian, cancellationToken: cancellationToken);
        foreach (var agreement in EstimatorAgreement.Of(hessian, dense, new Seed(21).Derive(network.Name), cancellationToken))
            yield return Double(network, $"{agreement.Quantity}, in standard errors", Math.Abs(agreement.Errors), Allowed);
    }
}
