using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>Counts the products of all stages and passes the count on.</summary>
internal sealed class NoiseMeter(IProgress<ProbeProgress>? progress, int most) : IProgress<LanczosProgress>, IProgress<ProbeProgress>
{
    private int _before;

    /// <summary>Ends a stage, which took <paramref name="products"/> products.</summary>
    public void End(int products) => _before += products;

    public void Report(LanczosProgress value) => Tell(value.Products, double.NaN);

    public void Report(ProbeProgress value) => Tell(value.Products, value.RelativeError);

    public void Tell(int products, double error) => progress?.Report(new ProbeProgress(_before + products, Math.Max(most, _before + products), error));
}
