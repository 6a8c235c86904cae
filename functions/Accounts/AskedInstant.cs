using Microsoft.AspNetCore.Http;
using Pbx.Domain.Explanations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>The instant for which a request asks, <c>at</c>: by the wall clock of the account, or with its distance from UTC; left out: now.</summary>
internal static class AskedInstant
{
    public static DateTimeOffset? Of(HttpRequest request, string zone, TimeProvider time) => request.Query["at"].ToString() switch
    {
        "" => time.GetUtcNow(),
        var text => PointInTime.TryParse(text, out var at) ? at.In(zone) : null,
    };

    /// <summary>The answer to what is no instant.</summary>
    public static IResult Unreadable() => Problems.Malformed($"“at”: {PointInTime.Expected}");
}
