using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>Reads schemes for answers; the ETag is that of the account's version, which changes need.</summary>
internal static class SchemeReading
{
    /// <summary>An answer about the account's schemes.</summary>
    public static async Task<IResult> Answer<T>(AccountSaving accounts, HttpRequest request, string account, JsonTypeInfo<T> type, Func<StoredSchemes, Task<T?>> view, CancellationToken cancel)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.LinkedSchemes(id, cancel) is not { } stored || await view(stored) is not { } answer)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(stored.Pointer);
        return Results.Json(answer, type);
    }

    /// <summary>An answer about one scheme.</summary>
    public static Task<IResult> Answer<T>(
        AccountSaving accounts, HttpRequest request, string account, string scheme, JsonTypeInfo<T> type, Func<StoredSchemes, Scheme, Task<T?>> view, CancellationToken cancel)
        where T : class =>
        Answer(accounts, request, account, type, async stored => stored.Find(Number(scheme)) is { } found ? await view(stored, found) : null, cancel);

    /// <summary>The number of a scheme or a plan in an address; 0, which none has, for anything else.</summary>
    public static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
