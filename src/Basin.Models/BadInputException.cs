namespace Basin.Models;

/// <summary>Something the user supplied (a file, a name, a value) cannot be used. The message says where, what was found, what was wanted and what to do; the tool prints it and ends with exit code 2.</summary>
public sealed class BadInputException : Exception
{
    /// <summary>Creates the error with a generic message.</summary>
    public BadInputException()
        : base("The input cannot be used.")
    {
    }

    /// <summary>Creates the error from a whole message.</summary>
    public BadInputException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error from a whole message and its cause.</summary>
    public BadInputException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Where the problem is, usually a path; null when the message alone says so.</summary>
    public string? Where { get; private init; }

    /// <summary>What was found there and what was wanted; null when the message alone says so.</summary>
    public string? Found { get; private init; }

    /// <summary>What to do; null when the message alone says so.</summary>
    public string? Advice { get; private init; }

    /// <summary>Writes the message as <c>where: found; wanted ... Advice.</c></summary>
    /// <param name="where">The file or setting.</param>
    /// <param name="found">What was found there.</param>
    /// <param name="wanted">What was wanted instead, without a full stop.</param>
    /// <param name="advice">What to do, a sentence.</param>
    /// <param name="cause">The exception that revealed it, if any.</param>
    public static BadInputException At(string where, string found, string wanted, string advice, Exception? cause = null) =>
        new($"{where}: {found}; wanted {wanted}. {advice}", cause) { Where = where, Found = $"{found}; wanted {wanted}", Advice = advice };
}
