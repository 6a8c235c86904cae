using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>What is answered when a part of an account was changed.</summary>
/// <param name="Version">The account's newest version.</param>
/// <param name="Done">What was done, in a sentence, as the history has it.</param>
/// <param name="Warnings">What deserves a second look around the change.</param>
internal sealed record EditAnswer(int Version, string Done, IReadOnlyList<PointedError> Warnings);

/// <summary>Writes such answers.</summary>
internal static class EditAnswers
{
    /// <summary>200 with the new ETag, or 201 with the address of what was made.</summary>
    public static IResult Of(HttpRequest request, Edit.Done done, ConfigurationPointer pointer, IReadOnlyList<Problem> warnings)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ETag = VersionTag.Of(pointer);
        var isMade = done.Made is { Length: 0 } || (HttpMethods.IsPost(request.Method) && done.Made is not null);
        if (isMade)
        {
            headers.Location = done.Made is { Length: > 0 } made ? $"{request.Path}/{made}" : $"{request.Path}";
        }

        var around = warnings.Where(warning => warning.Pointer == done.Around || warning.Pointer.StartsWith($"{done.Around}/", StringComparison.Ordinal)).Select(done.AsWished).Distinct();
        var answer = new EditAnswer(pointer.Version.Number, done.What, [.. around.Select(warning => new PointedError(warning.Pointer, warning.Message))]);
        return Results.Json(answer, AnswersJson.Readable.EditAnswer, statusCode: isMade ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
