namespace Basin.Analysis.Estimators;

/// <summary>
/// The small matrices of XTrace: R of AΩ = QR, W = QᵀΩ and H = QᵀAQ for test vectors of unit length, uniform on the sphere of a space
/// of known dimension. From them, the trace estimate of each test vector with the sketch of all the others.
/// </summary>
/// <remarks>
/// Without the test vectors D the sketch spans what Q spans but for the columns D of S = R⁻ᵀ, which are orthogonal to all other columns
/// of R. So every estimate is made of a few elements of SᵀS, SᵀHS, SᵀW and SᵀHW.
/// </remarks>
internal sealed class LeaveOneOut(int capacity, int space)
{
    private readonly double[,] _r = new double[capacity, capacity], _w = new double[capacity, capacity], _h = new double[capacity, capacity];
    private double[,] _ss = new double[0, 0], _shs = new double[0, 0], _sw = new double[0, 0], _shw = new double[0, 0];
    private double[] _sr = [], _ww = [], _wr = [], _whw = [];

    /// <summary>Column <paramref name="i"/> of R, down to its diagonal.</summary>
    public void SetFactor(int i, ReadOnlySpan<double> column) => SetColumn(_r, i, column);

    /// <summary>Column <paramref name="i"/> of H, and by symmetry its row.</summary>
    public void SetProduct(int i, ReadOnlySpan<double> column)
    {
        SetColumn(_h, i, column);
        for (var j = 0; j < column.Length; j++) _h[i, j] = column[j];
    }

    /// <summary>Row <paramref name="i"/> of W.</summary>
    public void SetTestRow(int i, ReadOnlySpan<double> row)
    {
        for (var j = 0; j < row.Length; j++) _w[i, j] = row[j];
    }

    /// <summary>Column <paramref name="i"/> of W.</summary>
    public void SetTestColumn(int i, ReadOnlySpan<double> column) => SetColumn(_w, i, column);

    /// <summary>tr H.</summary>
    public double RangeTrace(int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++) sum += _h[i, i];
        return sum;
    }

    /// <summary>The mean of the estimates and its standard error.</summary>
    /// <remarks>
    /// Departs from the source, whose error takes the estimates for independent. In Hoeffding's decomposition of the mean's variance
    /// into parts of one test vector, of two together, and so on, the spread of the estimates counts a part of m vectors 1/m times and
    /// the jackknife, which leaves one more vector out, m times (Efron and Stein 1981). Two thirds of the one and a third of the other
    /// count the parts of one and two vectors once. Where the eigenvalues fall off fast, though, a sketch with one vector less is a worse
    /// one, and the jackknife says far too much; twice the spread's variance, the most that parts of two vectors can need, bounds it.
    /// </remarks>
    public (double Value, double Error) Estimate(int count)
    {
        Prepare(count);
        var trace = RangeTrace(count);
        var (all, less) = (new PairedMoments(), new PairedMoments());
        for (var i = 0; i < count; i++) all.Add(Single(i, trace, count), 0);
        for (var j = 0; j < count; j++)
        {
            var mean = 0.0;
            for (var i = 0; i < count; i++)
                if (i != j) mean += Double(i, j, trace, count) / (count - 1);
            less.Add(mean, 0);
        }

        var jackknife = (count - 1) * less.ErrorX;
        var spread = all.ErrorX * all.ErrorX;
        return (all.MeanX, Math.Sqrt(Math.Min(((2 * spread) + (jackknife * jackknife)) / 3, 2 * spread)));
    }

    private void Prepare(int count)
    {
        var s = Across(count);
        var (hs, hw) = (Product(_h, s, count), Product(_h, _w, count));
        (_ss, _shs, _sw, _shw) = (Inner(s, s, count), Inner(s, hs, count), Inner(s, _w, count), Inner(s, hw, count));
        (_ww, _wr, _whw) = (Diagonal(_w, _w, count), Diagonal(_w, _r, count), Diagonal(_w, hw, count));
        _sr = Diagonal(s, _r, count);
    }

    private double Single(int i, double trace, int count)
    {
        var c = _sw[i, i];
        return Combine(i, trace - _shs[i, i], c * _sw[i, i], c, (c * c * _shs[i, i]) - (2 * c * _shw[i, i]), space - count + 1);
    }

    private double Double(int i, int j, double trace, int count)
    {
        // G⁻¹ for the Gram matrix G of two unit vectors.
        var g = _ss[i, j];
        var scale = 1 / Math.Max(1 - (g * g), 1e-14);
        var (ci, cj) = (scale * (_sw[i, i] - (g * _sw[j, i])), scale * (_sw[j, i] - (g * _sw[i, i])));
        var left = trace - (scale * (_shs[i, i] + _shs[j, j] - (2 * g * _shs[i, j])));
        var form = (ci * ci * _shs[i, i]) + (2 * ci * cj * _shs[i, j]) + (cj * cj * _shs[j, j]) - (2 * ((ci * _shw[i, i]) + (cj * _shw[j, i])));
        return Combine(i, left, (ci * _sw[i, i]) + (cj * _sw[j, i]), ci, form, space - count + 2);
    }

    // The sketch's part of the trace, and what the rest of ω says: ωᵀAω − 2ωᵀMAω + ωᵀMAMω with M the projection onto the sketch, scaled
    // to the length that makes a vector uniform on a sphere of the remaining dimensions unbiased.
    private double Combine(int i, double sketch, double removed, double c, double formChange, int dimension)
    {
        var form = -_wr[i] + (2 * c * _sr[i]) + _whw[i] + formChange;
        return sketch + (dimension * form / Math.Max(1 - _ww[i] + removed, double.Epsilon));
    }

    // The columns of R⁻ᵀ at unit length, by forward substitution.
    private double[,] Across(int count)
    {
        var s = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            var square = 0.0;
            for (var j = i; j < count; j++)
            {
                var sum = j == i ? 1.0 : 0.0;
                for (var k = i; k < j; k++) sum -= _r[k, j] * s[k, i];
                s[j, i] = sum / _r[j, j];
                square += s[j, i] * s[j, i];
            }

            for (var j = i; j < count; j++) s[j, i] /= Math.Sqrt(square);
        }

        return s;
    }

    private static double[,] Product(double[,] a, double[,] b, int count)
    {
        var product = new double[count, count];
        for (var i = 0; i < count; i++)
            for (var k = 0; k < count; k++)
                for (var j = 0; j < count; j++) product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    private static double[,] Inner(double[,] a, double[,] b, int count)
    {
        var product = new double[count, count];
        for (var k = 0; k < count; k++)
            for (var i = 0; i < count; i++)
                for (var j = 0; j < count; j++) product[i, j] += a[k, i] * b[k, j];
        return product;
    }

    private static double[] Diagonal(double[,] a, double[,] b, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Sum(k => a[k, i] * b[k, i]))];

    private static void SetColumn(double[,] matrix, int i, ReadOnlySpan<double> column)
    {
        for (var j = 0; j < column.Length; j++) matrix[j, i] = column[j];
    }
}
