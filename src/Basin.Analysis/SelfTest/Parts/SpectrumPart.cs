using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Analysis.SelfTest.Parts;

/// <summary>Eigenvalues by Lanczos and by tridiagonal reduction against Jacobi's rotations of the matrix multiplied out.</summary>
internal sealed class SpectrumPart : SelfTestPart
{
    private const int Ends = 5;

    public override IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken)
    {
        using var objective = network.Create<double>();
        var hessian = new Hessian<double>(objective);
        var expected = JacobiEigenvalues.Of(MultipliedOut.Of(hessian));
        cancellationToken.ThrowIfCancellationRequested();
        using var dense = DenseSpectrum.Of(hessian, cancellationToken: cancellationToken);
        yield return Double(network, "all eigenvalues, against rotations", Difference(expected, dense.Eigenvalues), 1e-12);
        var search = new LanczosOptions { Top = Ends, Bottom = Ends, Tolerance = 1e-7 };
        var found = Lanczos.Solve(hessian, search, new Seed(18).Stream("lanczos-start"), cancellationToken: cancellationToken);
        var (top, bottom) = (found.Top.Select(value => value.Value), found.Bottom.Select(value => value.Value));
        yield return Double(network, "top and bottom eigenvalues, against rotations", Difference([.. expected[^Ends..].Reverse(), .. expected[..Ends]], [.. top, .. bottom]), 1e-6);
    }
}
