using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.NightMode;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NightMode;

/// <summary>The night mode of an account (NPL-177 to NPL-182).</summary>
public sealed class NightModes(AccountSaving accounts, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/night-mode";

    /// <summary>How it is set, whether it is active, why, and when that changes by itself; <c>at</c> asks for another instant than now.</summary>
    [Function("ReadNightMode")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Newest(id, cancel) is not { } pointer || await accounts.Settings(id, cancel) is not { } settings)
        {
            return Problems.NotFound();
        }

        if (AskedInstant.Of(request, settings.TimeZone, time) is not { } at)
        {
            return AskedInstant.Unreadable();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(NightModeView.Of(settings, at), NightModeJson.Readable.NightModeView), "application/json");
    }

    /// <summary>Sets it, as it stands in the account's document; on and off by hand stay until it is set again (NPL-182).</summary>
    [Function("SaveNightMode")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Save([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string account, CancellationToken cancel) => AccountId.TryParse(account, out var id)
        ? PartEditing.Replace(request, accounts, id, _ => new AccountPart("/account/nightMode"), "Night mode is changed.", cancel)
        : Task.FromResult(Problems.NotFound());
}

/// <summary>Night mode as it is shown.</summary>
/// <param name="Next">When it is switched by itself; left out: not foreseen.</param>
internal sealed record NightModeView(CompanyNight Mode, string? Forward, string? WorkingHours, string? Holidays, DateTimeOffset At, string TimeZone, bool IsActive, string Because, DateTimeOffset? Next)
{
    public static NightModeView Of(AccountSettings account, DateTimeOffset at)
    {
        var (set, night) = (account.NightMode ?? new CompanyNightMode(), NightClock.At(account, at));
        return new NightModeView(set.Mode, set.Forward?.ToString(), set.WorkingHours, set.Holidays, at, account.TimeZone, night.IsActive, night.Because, NightClock.NextChange(account, at));
    }
}

[JsonSerializable(typeof(NightModeView))]
internal sealed partial class NightModeJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static NightModeJson Readable { get; } = new(ReadableJson.Options());
}
