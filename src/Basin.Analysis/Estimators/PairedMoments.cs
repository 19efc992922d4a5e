namespace Basin.Analysis.Estimators;

/// <summary>Means, variances and covariance of pairs, in one pass.</summary>
/// <remarks>Welford's update: no cancellation when the mean is large against the spread.</remarks>
internal struct PairedMoments
{
    private double _squareX;
    private double _squareY;
    private double _product;

    public int Count { get; private set; }

    public double MeanX { get; private set; }

    public double MeanY { get; private set; }

    /// <summary>The standard error of the mean of x; NaN below two pairs.</summary>
    public readonly double ErrorX => Math.Sqrt(_squareX / ((double)Count * (Count - 1)));

    /// <summary>The standard error of the mean of y; NaN below two pairs.</summary>
    public readonly double ErrorY => Math.Sqrt(_squareY / ((double)Count * (Count - 1)));

    /// <summary>The correlation of x and y, which is also that of their means; 0 when one does not vary.</summary>
    public readonly double Correlation
    {
        get
        {
            var scale = Math.Sqrt(_squareX) * Math.Sqrt(_squareY);
            return scale > 0 ? Math.Clamp(_product / scale, -1, 1) : 0;
        }
    }

    public void Add(double x, double y)
    {
        Count++;
        var (dx, dy) = (x - MeanX, y - MeanY);
        MeanX += dx / Count;
        MeanY += dy / Count;
        _squareX += dx * (x - MeanX);
        _squareY += dy * (y - MeanY);
        _product += dx * (y - MeanY);
    }
}
