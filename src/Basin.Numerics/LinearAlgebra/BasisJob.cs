using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>What a basis kernel is told, wherever it runs.</summary>
internal unsafe struct BasisJob<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The basis, filled up to whole groups of four.</summary>
    public T** Vectors;

    /// <summary>The vector that is worked on.</summary>
    public T* Vector;

    /// <summary>What to subtract, a coefficient a vector; for a rotation the new vectors in terms of the old.</summary>
    public double* Subtract;

    /// <summary>A row a chunk: the coefficients, and last the squared norm.</summary>
    public double* Partials;

    /// <summary>Elements of a vector.</summary>
    public int Length;

    /// <summary>Vectors in the basis.</summary>
    public int Count;

    /// <summary>Groups of four vectors.</summary>
    public int Groups;

    /// <summary>Numbers in a row of partials.</summary>
    public int Stride;

    /// <summary>Vectors that remain after a rotation.</summary>
    public int Kept;
}
