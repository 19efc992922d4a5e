using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Security;

/// <summary>Every request must know the token of <c>--token</c>: in a header, or, after the first address with it, in a cookie.</summary>
internal sealed class AccessToken(string token)
{
    public const string Cookie = "basin-access";
    private const string Parameter = "token";
    private const string Scheme = "Bearer ";

    private readonly Secret _token = new(token);

    // The same after a restart, so that open pages go on; the token itself does not lie about in the browser.
    private readonly Secret _cookie = new Secret(token).Derive("cookie of basin serve");

    public void Use(WebApplication app) => app.Use((context, next) =>
    {
        if (_token.Is(Bearer(context.Request)) || _cookie.Is(context.Request.Cookies[Cookie])) return next(context);
        if (HttpMethods.IsGet(context.Request.Method) && _token.Is(context.Request.Query[Parameter]))
        {
            context.Response.Cookies.Append(Cookie, _cookie.Text, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps });
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = WithoutToken(context.Request);
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new RefusalException(StatusCodes.Status401Unauthorized, "This server answers those who know its token. Open it with ?token=… once, as 'basin serve' printed it, or send it as 'Authorization: Bearer …'.");
    });

    // One slash in front: two would name another host.
    private static string WithoutToken(HttpRequest request) =>
        new PathString("/" + request.Path.Value?.TrimStart('/')).ToUriComponent() + QueryString.Create(request.Query.Where(pair => pair.Key != Parameter));

    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } given] && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..] : null;
}
