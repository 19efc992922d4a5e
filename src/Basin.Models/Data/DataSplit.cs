using System.Numerics;

namespace Basin.Models.Data;

/// <summary>Examples to learn from and examples to judge by, prepared in the same way.</summary>
/// <param name="Train">The training examples.</param>
/// <param name="Test">The test examples.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed record DataSplit<T>(DataSet<T> Train, DataSet<T> Test)
    where T : unmanaged, IFloatingPointIeee754<T>;
