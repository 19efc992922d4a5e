using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Health;
using Basin.Analysis.Operators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Analysis.SelfTest.Parts;

/// <summary>The health checks of an inspection find nothing wrong.</summary>
internal sealed class HealthPart : SelfTestPart
{
    public override IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken)
    {
        yield return Double(network, "health checks that fail", Failures<double>(network, cancellationToken), 0);
        yield return Single(network, "health checks that fail", Failures<float>(network, cancellationToken), 0);
    }

    private static int Failures<T>(ReferenceNetwork network, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var objective = network.Create<T>();
        var windows = ParameterWindow.Of(objective.Model.Network);
        return Failures("Hessian", new Hessian<T>(objective), positive: false) + Failures("Gauss-Newton", new GaussNewton<T>(objective), positive: true);

        int Failures(string name, SymmetricOperator<T> a, bool positive)
        {
            var seed = new Seed(20).Derive(name);
            var pairs = Lanczos.Solve(a, new LanczosOptions { Top = 5 }, seed.Stream("lanczos-start"), cancellationToken: cancellationToken);
            var subject = new HealthSubject<T>
            {
                Name = name,
                Operator = a,
                Positive = positive,
                Windows = windows,
                Pairs = pairs,
                Moments = Hutchinson.TraceAndFrobenius(a, new ProbeOptions(), seed.Stream("trace-probes"), pairs, cancellationToken: cancellationToken),
                Density = StochasticLanczosQuadrature.Measure(a, new QuadratureOptions { Steps = 20 }, seed.Stream("quadrature"), pairs, cancellationToken: cancellationToken),
            };
            return HealthChecks.Run(subject, seed.Stream("health"), cancellationToken: cancellationToken).Checks.Count(check => !check.Passed);
        }
    }
}
