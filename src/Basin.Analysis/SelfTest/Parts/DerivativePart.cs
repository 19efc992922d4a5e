using Basin.Analysis.Operators;

namespace Basin.Analysis.SelfTest.Parts;

/// <summary>Gradient, Hessian and Gauss-Newton matrix against finite differences of the loss, the gradient and the outputs.</summary>
internal sealed class DerivativePart : SelfTestPart
{
    private const double Allowed = 1e-7;

    public override IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken)
    {
        using var objective = network.Create<double>();
        var differences = new FiniteDifferences(objective);
        var gradient = new double[objective.ParameterCount];
        objective.Gradient(gradient, cancellationToken);
        yield return Double(network, "gradient, against differences", Difference(differences.Gradient(), gradient), Allowed);
        cancellationToken.ThrowIfCancellationRequested();
        yield return Double(network, "Hessian products, against differences", Difference(differences.Hessian().Cast<double>(), MultipliedOut.Of(new Hessian<double>(objective)).Cast<double>()), Allowed);
        cancellationToken.ThrowIfCancellationRequested();
        yield return Double(network, "Gauss-Newton products, against differences", Difference(differences.GaussNewton().Cast<double>(), MultipliedOut.Of(new GaussNewton<double>(objective)).Cast<double>()), Allowed);
    }
}
