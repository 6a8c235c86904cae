using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>What every request says that changes an account: which version it changes, whether only to try it out, and why.</summary>
internal static class SaveRequest
{
    /// <summary>Whether the change is only tried out; nothing where <c>dryRun</c> or <c>acceptBrokenAssertions</c> is neither true nor false.</summary>
    public static bool? IsDryRun(HttpRequest request) => Flag(request, "acceptBrokenAssertions") is null ? null : Flag(request, "dryRun");

    /// <summary>The answer to other values.</summary>
    public static IResult NoDryRun() => Problems.Malformed("dryRun and acceptBrokenAssertions are true or false.");

    /// <summary>Whether the administrator saves although assertions are broken.</summary>
    public static bool AcceptsBroken(HttpRequest request) => Flag(request, "acceptBrokenAssertions") == true;

    /// <summary>The newest version, which If-Match has to name, or the answer that refuses the request.</summary>
    public static async Task<(ConfigurationPointer? Newest, IResult? Refusal)> Newest(HttpRequest request, AccountSaving accounts, AccountId account, CancellationToken cancel)
    {
        var ifMatch = request.Headers.IfMatch.ToString();
        if (ifMatch.Length == 0)
        {
            return (null, Problems.TagNeeded());
        }

        return await accounts.Newest(account, cancel) is { } newest && VersionTag.Of(newest) == ifMatch ? (newest, null) : (null, Problems.Outdated());
    }

    /// <summary>What the history keeps: who, by which way, and the reason in the header <c>X-Reason</c>, or else what was done.</summary>
    public static VersionNote Note(HttpRequest request, string done = "")
    {
        var person = request.HttpContext.Person();
        var reason = request.Headers["X-Reason"].ToString();
        return new VersionNote(person.ShownAs, reason.Length > 0 ? reason : done, person.IsProgram ? Channel.Program : Channel.Portal, AcceptsBroken: AcceptsBroken(request));
    }

    private static bool? Flag(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => null,
    };
}
