using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Basin.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard;

/// <summary>Every answer of 400 or above carries <c>{"error": "a sentence"}</c>.</summary>
internal static class ErrorAnswers
{
    // People read it by curl, and no browser takes it for anything but JSON.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Use(WebApplication app, TextWriter log) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await Write(context, context.Response.StatusCode, Sentence(context));
        }
        catch (RefusalException e) when (!context.Response.HasStarted)
        {
            if (e.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await Write(context, e.Status, e.Message);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Write(context, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The body of the request is too large; at most {ServerLimits.BodyBytes / 1024} KB are read."
                : $"The request cannot be read: {e.Message}");
        }
        catch (BadInputException e) when (!context.Response.HasStarted)
        {
            await Write(context, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone, or the server ends: there is nothing more to say.
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await log.WriteLineAsync($"{context.Request.Method} {context.Request.Path}: {e}");
            await Write(context, StatusCodes.Status500InternalServerError, $"The server failed at {context.Request.Path}: {e.Message} What it printed in the terminal says more.");
        }
    });

    private static Task Write(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = JsonSerializer.SerializeToUtf8Bytes(new { error = sentence }, _readable);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static string Sentence(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not for {context.Request.Path}; it answers {context.Response.Headers.Allow}.",
        var status => $"The request was refused with status {status}.",
    };
}
