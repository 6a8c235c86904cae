using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pbx.Domain.Documents;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>What every request that changes an account is answered with.</summary>
internal static class SaveAnswers
{
    /// <summary>The new version with its ETag and its warnings, or why nothing was saved.</summary>
    public static IResult Of(HttpRequest request, Saving saving)
    {
        switch (saving)
        {
            case Saving.Saved saved:
                request.HttpContext.Response.Headers.ETag = VersionTag.Of(saved.Pointer);
                var answer = new SavedAnswer(saved.Pointer.Version.Number, Pointed(saved.Warnings));
                return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, AnswersJson.Readable.SavedAnswer), "application/json");
            case Saving.Refused refused:
                return Problems.Invalid("The account was not saved", refused.Problems.Where(one => !one.IsWarning), StatusCodes.Status422UnprocessableEntity);
            default:
                return Problems.Outdated();
        }
    }

    /// <summary>What a save would change.</summary>
    public static IResult Of(Review review)
    {
        var answer = new DryRunAnswer(
            review.Newest?.Version.Number,
            review.CanBeSaved,
            review.Changes,
            EffectAnswer.Of(review.Effects),
            Pointed(review.Problems.Where(problem => !problem.IsWarning)),
            Pointed(review.Problems.Where(problem => problem.IsWarning)));
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, AnswersJson.Readable.DryRunAnswer), "application/json");
    }

    private static PointedError[] Pointed(IEnumerable<Problem> problems) => [.. problems.Select(problem => new PointedError(problem.Pointer, problem.Message))];
}
