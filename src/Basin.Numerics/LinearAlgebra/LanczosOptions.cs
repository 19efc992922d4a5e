namespace Basin.Numerics.LinearAlgebra;

/// <summary>Which eigenvalues to find, how well, and at what price.</summary>
public sealed record LanczosOptions
{
    /// <summary>How many of the algebraically largest; default 1. At most the dimension are returned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Top { get; init => field = NotNegative(value, nameof(Top)); } = 1;

    /// <summary>How many of the algebraically smallest; default 0. Both ends come out of one search.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Bottom { get; init => field = NotNegative(value, nameof(Bottom)); }

    /// <summary>
    /// The residual ‖Av − λv‖ to reach, relative to the outermost |λ| of the same end of the spectrum, or to a quarter of the largest |λ| of all
    /// if that is more (a network's negative end is small, but should not be lost in the rounding of the other); default 10⁻³, at least 0 and below 1.
    /// </summary>
    /// <remarks>An eigenvalue's error is about its residual squared over the gap to its neighbours, so 10⁻³ usually means six digits.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">NaN, negative, or 1 and more.</exception>
    public double Tolerance
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "The tolerance is a relative residual: at least 0 and below 1.");
    } = 1e-3;

    /// <summary>The most products to spend; default 500, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MaxProducts
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxProducts), value, "At least one product is needed.");
    } = 500;

    /// <summary>
    /// How many vectors the search may hold before it restarts; memory is that many times n scalars.
    /// Null, the default, is the larger of 60 and 20 more than twice the wanted; never more than n. Memory is taken as the search goes, and most stop well before.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? Subspace
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Subspace), value, "The subspace needs at least one vector.");
    }

    /// <summary>
    /// Whether to go on, after convergence, from fresh random vectors orthogonal to what was found, until no copy of a multiple eigenvalue is missing.
    /// Default false, because it costs about as many products again, and one start sees only one copy of an exactly multiple eigenvalue.
    /// When the space reachable from the start is exhausted (few distinct eigenvalues, or few dimensions), copies are always searched for.
    /// </summary>
    public bool FindCopies { get; init; }

    /// <summary>The vectors a search in dimension <paramref name="dimension"/> will hold.</summary>
    /// <exception cref="ArgumentException">Nothing is wanted, or <see cref="Subspace"/> leaves no room for new directions.</exception>
    public int SubspaceFor(int dimension)
    {
        var wanted = Math.Min((long)Top + Bottom, dimension);
        if (wanted == 0) throw new ArgumentException("No eigenvalue is wanted: Top and Bottom are both 0. Set one of them.");
        if (Subspace is null) return (int)Math.Min(Math.Max((2 * wanted) + 20, 60), dimension);
        if (Subspace >= dimension) return dimension;
        if (Subspace >= wanted + 3) return Subspace.Value;
        throw new ArgumentException($"A subspace of {Subspace} vectors is too small for {wanted} eigenvalues; set Subspace to {wanted + 3} or more, or leave it null.");
    }

    private static int NotNegative(int value, string name) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, "A number of eigenvalues cannot be negative.");
}
