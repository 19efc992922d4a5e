using System.Numerics;
using Basin.Models;
using Basin.Numerics.Random;

namespace Basin.Analysis.SelfTest.Parts;

/// <summary>float32 against float64 at the very same point.</summary>
internal sealed class RoundingPart : SelfTestPart
{
    private const double Allowed = 1e-4;

    private delegate void Derivative<T>(Objective<T> objective, T[] x, T[] y)
        where T : unmanaged, IFloatingPointIeee754<T>;

    public override IEnumerable<SelfTestResult> Run(ReferenceNetwork network, CancellationToken cancellationToken)
    {
        using var single = network.Create<float>();
        using var twice = network.Create<double>();
        var v = new float[single.ParameterCount];
        new Seed(19).Stream("direction").FillGaussian<float>(v);
        yield return Compare("gradient", (o, _, y) => o.Gradient(y), (o, _, y) => o.Gradient(y));
        yield return Compare("Hessian product", (o, x, y) => o.HessianProduct(x, y), (o, x, y) => o.HessianProduct(x, y));
        yield return Compare("Gauss-Newton product", (o, x, y) => o.GaussNewtonProduct(x, y), (o, x, y) => o.GaussNewtonProduct(x, y));

        SelfTestResult Compare(string quantity, Derivative<float> ofSingle, Derivative<double> ofDouble)
        {
            var (actual, expected) = (new float[v.Length], new double[v.Length]);
            ofSingle(single, v, actual);
            ofDouble(twice, [.. v.Select(x => (double)x)], expected);
            return Single(network, $"{quantity}, against float64", Difference(expected, actual.Select(x => (double)x)), Allowed);
        }
    }
}
