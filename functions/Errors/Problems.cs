using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Pbx.Domain.Documents;

namespace Pbx.Functions.Errors;

/// <summary>Answers that say what is wrong, as problem+json (RFC 9457), with every problem at once and a pointer to each.</summary>
internal static class Problems
{
    public static IResult Invalid(string title, IEnumerable<Problem> problems, int status = StatusCodes.Status400BadRequest) =>
        Of(status, "/problems/invalid", title, null, [.. problems.Select(problem => new PointedError(problem.Pointer, problem.Message))]);

    public static IResult Malformed(string detail) => Of(StatusCodes.Status400BadRequest, "/problems/malformed", "The request could not be read", detail);

    public static IResult Unauthorized() => Of(StatusCodes.Status401Unauthorized, "/problems/unauthorized", "A valid token is needed", "Send a token in the Authorization header.");

    public static IResult Forbidden() => Of(StatusCodes.Status403Forbidden, "/problems/forbidden", "This needs another role", null);

    public static IResult NotFound() => Of(StatusCodes.Status404NotFound, "/problems/not-found", "There is no such thing", null);

    public static IResult TooLarge(long most) => Of(StatusCodes.Status413PayloadTooLarge, "/problems/too-large", "The request is too large", $"At most {most} bytes are taken.");

    public static IResult WrongType(string type = "application/json") => Of(StatusCodes.Status415UnsupportedMediaType, "/problems/wrong-content-type", "The content type is not taken here", $"Send {type}.");

    public static IResult NoAudio() => Of(StatusCodes.Status415UnsupportedMediaType, "/problems/wrong-content-type", "The content type is not taken here", "Send audio/wav or audio/mpeg.");

    public static IResult InUse(string title, IEnumerable<Problem> uses) =>
        Of(StatusCodes.Status409Conflict, "/problems/in-use", title, null, [.. uses.Select(use => new PointedError(use.Pointer, use.Message))]);

    public static IResult Conflict(string title, IEnumerable<Problem> conflicts) =>
        Of(StatusCodes.Status409Conflict, "/problems/conflict", title, null, [.. conflicts.Select(conflict => new PointedError(conflict.Pointer, conflict.Message))]);

    public static IResult TagNeeded() =>
        Of(StatusCodes.Status428PreconditionRequired, "/problems/if-match-needed", "If-Match is needed", "Send the ETag of the version that you changed as If-Match, or If-None-Match: * for a new account.");

    public static IResult NotNow(string why) => Of(StatusCodes.Status409Conflict, "/problems/not-now", "This cannot be done now", why);

    public static IResult LoginRefused(string why) => Of(StatusCodes.Status403Forbidden, "/problems/login-refused", "The agent may not be logged in to or out of this queue", why);

    public static IResult Outdated() =>
        Of(StatusCodes.Status412PreconditionFailed, "/problems/outdated", "Somebody else has saved since", "Read the account again and repeat the change.");

    public static IResult AlreadyThere(string what) =>
        Of(StatusCodes.Status412PreconditionFailed, "/problems/already-there", $"{what} is there already", "If-None-Match: * makes what is not there. Send the ETag of the version that you changed as If-Match to replace it.");

    public static IResult TryAgain() => Of(StatusCodes.Status500InternalServerError, "/problems/try-again", "This did not work now", "Nothing is lost: send it again.");

    private static Answer Of(int status, string type, string title, string? detail, IReadOnlyList<PointedError>? errors = null) =>
        new(new ProblemDocument(type, title, status, detail, errors));

    private sealed class Answer(ProblemDocument problem) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = problem.Status;
            httpContext.Response.ContentType = "application/problem+json";
            await JsonSerializer.SerializeAsync(httpContext.Response.Body, problem, ProblemJson.Readable.ProblemDocument, httpContext.RequestAborted);
        }
    }
}

internal sealed record ProblemDocument(string Type, string Title, int Status, string? Detail, IReadOnlyList<PointedError>? Errors);

internal sealed record PointedError(string Pointer, string Message);

[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static ProblemJson Readable { get; } = new(ReadableJson.Options());
}
