using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Security;

/// <summary>Whatever changes something needs the token that stands in the page, new at every start: a foreign page cannot read it.</summary>
internal sealed class PageToken
{
    public const string Header = "X-Basin-Token";

    private readonly Secret _secret = Secret.Draw();

    /// <summary>For the page.</summary>
    public string Text => _secret.Text;

    public void Use(WebApplication app) => app.Use((context, next) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || IsGiven(context.Request)
        ? next(context)
        : throw new RefusalException(StatusCodes.Status403Forbidden, $"The header {Header} is missing or is not that of this start of the server. Load the page again."));

    private bool IsGiven(HttpRequest request) => request.Headers[Header] is [var given] && _secret.Is(given);
}
