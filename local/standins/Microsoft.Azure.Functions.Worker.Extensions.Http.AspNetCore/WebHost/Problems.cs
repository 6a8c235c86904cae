using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.WebHost;

/// <summary>The host's own refusals, as problem+json.</summary>
internal static class Problems
{
    /// <summary>Writes a refusal of the host.</summary>
    public static Task Write(HttpContext context, int status, string? detail = null)
    {
        var (type, title) = status switch
        {
            StatusCodes.Status400BadRequest => ("bad-request", "The request cannot be read"),
            StatusCodes.Status401Unauthorized => ("unauthorized", "A key is needed, or the one shown does not fit"),
            StatusCodes.Status404NotFound => ("not-found", "Nothing is found here"),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "This verb is not answered here"),
            StatusCodes.Status408RequestTimeout => ("request-timeout", "The request came too slowly"),
            StatusCodes.Status413PayloadTooLarge => ("body-too-large", "The body is too large"),
            StatusCodes.Status415UnsupportedMediaType => ("unsupported-media-type", "The body has a content type that is not read here"),
            _ => ("internal-error", "Something went wrong"),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("type", $"/problems/{type}");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            if (detail is not null)
            {
                json.WriteString("detail", detail);
            }

            json.WriteEndObject();
        }

        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body.GetBuffer(), 0, (int)body.Length, context.RequestAborted);
    }

    /// <summary>Routing refuses a wrong verb without a body, and nobody writes one for an unknown route: this does.</summary>
    public static Task NameEmptyRefusal(HttpContext context)
    {
        var refusedByRouting = context.GetEndpoint() is null
            ? context.Response.StatusCode == StatusCodes.Status404NotFound
            : context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed && context.Response.Headers.Allow.Count > 0;
        return refusedByRouting && !context.Response.HasStarted && context.Response.ContentType is null
            ? Write(context, context.Response.StatusCode)
            : Task.CompletedTask;
    }
}
