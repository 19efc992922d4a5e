using System.Numerics;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>What the inner loop knows of one network.</summary>
internal unsafe struct SgdLane<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Plus, Minus, Rows, Targets;

    /// <summary>The example of each step, and one more.</summary>
    public int* Indices;

    /// <summary>What is added to each step's target; null for nothing.</summary>
    public T* Shifts;

    /// <summary>Numbers from one row to the next.</summary>
    public int Stride;

    /// <summary>⟨β, x⟩ of the next step's example.</summary>
    public T Output;

    /// <summary>Σ e² over steps, without the labels' noise.</summary>
    public double Squares;
}
