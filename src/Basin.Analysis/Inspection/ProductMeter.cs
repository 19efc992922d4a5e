using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Inspection;

/// <summary>Counts the products of all stages and passes the count on.</summary>
internal sealed class ProductMeter(IProgress<InspectProgress>? progress, int allProducts) : IProgress<LanczosProgress>, IProgress<ProbeProgress>, IProgress<int>
{
    private string _stage = "";
    private int _before, _inStage, _allowed, _left = allProducts;

    public int Products => _before + _inStage;

    /// <summary>Ends a stage and begins the next, of at most <paramref name="products"/> products.</summary>
    public void Begin(string stage, int products = 0)
    {
        _before += _inStage;
        _left -= _allowed;
        (_stage, _inStage, _allowed) = (stage, 0, products);
        Tell();
    }

    public void Report(LanczosProgress value)
    {
        _inStage = value.Products;
        Tell();
    }

    public void Report(int value)
    {
        _inStage = value;
        Tell();
    }

    public void Report(ProbeProgress value)
    {
        _inStage = value.Products;
        Tell();
    }

    private void Tell() => progress?.Report(new InspectProgress(_stage, Products, _left - _inStage));
}
