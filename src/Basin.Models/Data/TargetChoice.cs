namespace Basin.Models.Data;

/// <summary>Whether targets are read as classes or as values.</summary>
public enum TargetChoice
{
    /// <summary>Inferred: integers and text are classes, fractions are values; what was inferred is said in <see cref="DataSet{T}.Source"/>.</summary>
    Auto,

    /// <summary>A class an example.</summary>
    Classes,

    /// <summary>Values to predict (regression).</summary>
    Values,
}
