namespace Basin.Models.Data;

/// <summary>Something wrong or doubtful in a data set.</summary>
/// <param name="Where">The file, the line, the example.</param>
/// <param name="Found">What is there.</param>
/// <param name="Advice">What to do.</param>
/// <param name="IsFatal">True when the data cannot be used as they are.</param>
public sealed record DataProblem(string Where, string Found, string Advice, bool IsFatal)
{
    internal static DataProblem From(BadInputException error) => new(error.Where ?? "", error.Found ?? error.Message, error.Advice ?? "", IsFatal: true);

    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {Found}. {Advice}";
}
