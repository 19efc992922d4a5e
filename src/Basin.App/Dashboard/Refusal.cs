using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard;

/// <summary>Why something is not answered.</summary>
/// <param name="Error">What was found, where, and what to do.</param>
internal sealed record Refusal(string Error)
{
    /// <summary>As an answer.</summary>
    public static IResult With(int status, string error) => DashboardJson.Answer(new Refusal(error), status);

    /// <summary>There is no such thing.</summary>
    public static IResult NotFound(string error) => With(StatusCodes.Status404NotFound, error);
}
