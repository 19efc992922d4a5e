using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>
/// One Krylov space: the basis V, the projection VᵀAV, and the rest βv of the last product, so that AV = V·VᵀAV + βv·eᵀ.
/// It grows by a product at a time and shrinks onto chosen Ritz vectors when full.
/// </summary>
internal sealed class LanczosChain<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _capacity;
    private readonly Workers _workers;
    private readonly double[] _projection;
    private readonly double[] _column;
    private readonly double[] _leak;
    private readonly double[] _rows;
    private double _leakSquare;

    public LanczosChain(int dimension, int capacity, int foundCapacity, Workers workers)
    {
        _capacity = capacity;
        _workers = workers;
        Basis = new OrthonormalBasis<T>(dimension, capacity, workers);
        Eigen = new SymmetricEigen(capacity);
        _projection = new double[capacity * capacity];
        _column = new double[capacity];
        _rows = new double[capacity * capacity];
        _leak = new double[foundCapacity];
    }

    /// <summary>V, and the rest of the last product behind it.</summary>
    public OrthonormalBasis<T> Basis { get; }

    /// <summary>The Ritz values and what was asked of their vectors.</summary>
    public SymmetricEigen Eigen { get; }

    /// <summary>Columns of the projection that are known.</summary>
    public int Size { get; private set; }

    /// <summary>β, the length of the rest.</summary>
    public double Beta { get; private set; }

    /// <summary>The longest product so far, a lower bound of ‖A‖.</summary>
    public double LongestProduct { get; private set; }

    /// <summary>The largest disagreement between a product and the symmetry of the projection.</summary>
    public double Noise { get; private set; }

    /// <summary>A bound on ‖FᵀAy‖ for unit y in V: what the vectors F found before take away from a residual.</summary>
    public double Leak => Math.Sqrt(_leakSquare);

    /// <summary>Forgets everything and starts from <see cref="OrthonormalBasis{T}.Next"/>, which is normalised here.</summary>
    /// <returns>False when nothing is left of the start outside the found vectors.</returns>
    public bool Start(OrthonormalBasis<T> found)
    {
        (Size, Beta, LongestProduct, Noise, _leakSquare) = (0, 0, 0, 0, 0);
        Array.Clear(_projection);
        var start = Basis.Next;
        if (Vectors.Normalize(start, _workers) == 0) return false;
        if (found.Orthogonalize(start, _leak) < 1e-3) found.Orthogonalize(start, _leak);
        if (Vectors.Normalize(start, _workers) == 0) return false;
        Basis.Keep();
        return true;
    }

    /// <summary>One product, orthogonalised against the found vectors and the basis. False when it is not finite.</summary>
    public bool Step(SymmetricOperator<T> a, OrthonormalBasis<T> found, CancellationToken cancellationToken)
    {
        if (Size > 0) Continue();
        var j = Basis.Count - 1;
        var product = Basis.Next;
        a.Multiply(Basis[j], product, cancellationToken);
        Array.Clear(_column);
        Array.Clear(_leak);
        Beta = Orthogonalize(product, found);
        var square = (Beta * Beta) + SquaredLength(_column.AsSpan(0, j + 1));
        if (!double.IsFinite(square)) return false;

        // When nearly nothing is left, what is left must be cleaned of both once more.
        if (found.Count > 0 && Beta * Beta < 1e-6 * square) Beta = Orthogonalize(product, found);
        _leakSquare += SquaredLength(_leak.AsSpan(0, found.Count));
        LongestProduct = Math.Max(LongestProduct, Math.Sqrt(square));
        Record(j);
        return true;
    }

    /// <summary>Computes Ritz values and the last elements of their vectors.</summary>
    public void FindValues() => Eigen.DecomposeLast(_projection, Size, _capacity);

    /// <summary>Computes Ritz values and vectors.</summary>
    public void FindVectors() => Eigen.Decompose(_projection, Size, _capacity);

    /// <summary>‖Ay − θy‖ of Ritz pair <paramref name="index"/> by the recurrence alone.</summary>
    public double Rest(int index) => Beta * Math.Abs(Eigen.LastElement(index));

    /// <summary>Shrinks onto the lowest and highest Ritz vectors. Source: Wu and Simon (2000), thick restart.</summary>
    public void Restart(int bottom, int top)
    {
        FindVectors();
        var kept = bottom + top;
        Array.Clear(_projection);
        for (var i = 0; i < kept; i++)
        {
            var index = i < bottom ? i : Size - kept + i;
            Eigen.Vector(index).CopyTo(_rows.AsSpan(i * Size, Size));
            At(i, i) = Eigen.Values[index];
            At(kept, i) = At(i, kept) = Beta * Eigen.LastElement(index);
        }

        Basis.Rotate(_rows.AsSpan(0, kept * Size), kept);
        Size = kept;
    }

    public void Dispose() => Basis.Dispose();

    // The found vectors come last: subtracting the basis would bring back, larger at every step, what the basis has of them.
    private double Orthogonalize(Span<T> product, OrthonormalBasis<T> found)
    {
        var beta = Basis.Orthogonalize(product, _column);
        return found.Count == 0 ? beta : found.Orthogonalize(product, _leak);
    }

    // After a restart the couplings of the new vector are in place already; in the middle of a chain there is only β.
    private void Continue()
    {
        Vectors.ScaleBy(1 / Beta, Basis.Next, _workers);
        var j = Basis.Count;
        Basis.Keep();
        var restarted = SquaredLength(_projection.AsSpan(j * _capacity, j)) > 0;
        if (!restarted) At(j, j - 1) = At(j - 1, j) = Beta;
    }

    // What the recurrence knows already is kept; how far the new column disagrees is the noise of the products.
    private void Record(int j)
    {
        var disagreement = 0.0;
        for (var i = 0; i < j; i++)
        {
            var difference = _column[i] - At(i, j);
            disagreement += difference * difference;
        }

        Noise = Math.Max(Noise, Math.Sqrt(disagreement));
        At(j, j) = _column[j];
        Size = j + 1;
    }

    private ref double At(int row, int column) => ref _projection[(row * _capacity) + column];

    private static double SquaredLength(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var element in x) sum += element * element;
        return sum;
    }
}
