namespace Basin.Experiments.Papers.Smith2021;

/// <summary>w → Aw + b in a few dimensions.</summary>
internal sealed class AffineMap
{
    private readonly double[,] _matrix;
    private readonly double[] _shift;

    private AffineMap(double[,] matrix, double[] shift) => (_matrix, _shift) = (matrix, shift);

    /// <summary>w → w.</summary>
    public static AffineMap Identity(int dimension)
    {
        var matrix = new double[dimension, dimension];
        for (var i = 0; i < dimension; i++) matrix[i, i] = 1;
        return new AffineMap(matrix, new double[dimension]);
    }

    /// <summary>w → w − ε·H(w − a).</summary>
    /// <param name="hessian">H.</param>
    /// <param name="pull">Ha.</param>
    /// <param name="rate">ε.</param>
    public static AffineMap Step(double[,] hessian, double[] pull, double rate)
    {
        var step = Identity(pull.Length);
        for (var i = 0; i < pull.Length; i++)
        {
            for (var j = 0; j < pull.Length; j++) step._matrix[i, j] -= rate * hessian[i, j];
            step._shift[i] = rate * pull[i];
        }

        return step;
    }

    /// <summary>The mean of maps.</summary>
    public static AffineMap Mean(IReadOnlyCollection<AffineMap> maps)
    {
        var dimension = maps.First()._shift.Length;
        var mean = new AffineMap(new double[dimension, dimension], new double[dimension]);
        foreach (var map in maps)
        {
            for (var i = 0; i < dimension; i++)
            {
                for (var j = 0; j < dimension; j++) mean._matrix[i, j] += map._matrix[i, j] / maps.Count;
                mean._shift[i] += map._shift[i] / maps.Count;
            }
        }

        return mean;
    }

    /// <summary>This map, then another.</summary>
    public AffineMap Then(AffineMap next)
    {
        var dimension = _shift.Length;
        var both = new AffineMap(new double[dimension, dimension], next.Of(_shift));
        for (var i = 0; i < dimension; i++)
            for (var j = 0; j < dimension; j++)
                for (var k = 0; k < dimension; k++) both._matrix[i, j] += next._matrix[i, k] * _matrix[k, j];
        return both;
    }

    /// <summary>This map so many times.</summary>
    public AffineMap Times(int count) => Enumerable.Repeat(this, count).Aggregate(Identity(_shift.Length), (map, next) => map.Then(next));

    /// <summary>Aw + b.</summary>
    public double[] Of(double[] point)
    {
        var image = (double[])_shift.Clone();
        for (var i = 0; i < image.Length; i++)
            for (var j = 0; j < image.Length; j++) image[i] += _matrix[i, j] * point[j];
        return image;
    }
}
