using Basin.Numerics.Graphs;

namespace Basin.Numerics.Tests.Graphs;

/// <summary>One input of an operation under test.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Low">The least value drawn.</param>
/// <param name="High">The largest value drawn.</param>
/// <param name="IsConstant">Data: no tangent and no adjoint.</param>
/// <param name="IsWhole">Values are whole numbers, such as classes.</param>
public sealed record OperationInput(Shape Shape, double Low = -1, double High = 1, bool IsConstant = false, bool IsWhole = false)
{
    /// <summary>Class indices 0 … classes − 1.</summary>
    public static OperationInput Classes(int count, int classes) => new(new Shape(count), 0, classes, IsConstant: true, IsWhole: true);
}

/// <summary>A row of the operations table: adding an operation adds a row, and every law is then checked.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Inputs">What it is made of.</param>
/// <param name="Double">How it is made in float64.</param>
/// <param name="Single">How it is made in float32.</param>
/// <param name="Reference">Its value, written naively in float64 from the inputs' values.</param>
public sealed record OperationCase(
    string Name,
    OperationInput[] Inputs,
    Func<Operation<double>[], Operation<double>> Double,
    Func<Operation<float>[], Operation<float>> Single,
    Func<double[][], double[]> Reference)
{
    /// <summary>The error of float32 that is allowed, relative to the largest number of the array.</summary>
    public double SingleTolerance { get; init; } = 2e-6;

    /// <summary>The error of float64 that is allowed against the reference, relative to the largest number of the array.</summary>
    public double DoubleTolerance { get; init; } = 1e-13;

    /// <summary>The step of the central differences.</summary>
    public double Step { get; init; } = 1e-5;

    /// <summary>The error of central differences that is allowed, relative to the largest number of the array.</summary>
    public double DifferenceTolerance { get; init; } = 1e-7;

    public override string ToString() => Name;
}
