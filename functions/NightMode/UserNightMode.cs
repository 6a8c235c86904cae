using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.NightMode;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NightMode;

/// <summary>The night mode of a user's own calls, and the switch by which the user is without it until further notice (NPL-176).</summary>
public sealed class UserNightMode(AccountConfigurations configurations, AccountSaving accounts, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/extensions/{extension}/night-mode";
    private const long Largest = 4096;

    /// <summary>How it is set, and where outside calls go now in place of the user.</summary>
    [Function("ReadUserNightMode")]
    [Requires(Caller.Person)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(extension, out var number)
            || await configurations.Extension(id, number, cancel) is not { Config: UserConfig config } user || await accounts.Settings(id, cancel) is not { } settings ? OwnExtension.NotThere(request)
            : OwnExtension.MaySee(request, config) ? Answer(UserNightModeView.Of(user, settings, time.GetUtcNow()))
            : Problems.Forbidden();
    }

    /// <summary>Switches night mode off for the own calls, {"overridden": true}, or on again: for the person whose extension it is, and for administrators.</summary>
    [Function("SwitchUserNightMode")]
    [Requires(Caller.Person)]
    public async Task<IResult> Switch([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(extension, out var number))
        {
            return OwnExtension.NotThere(request);
        }

        var done = Wish(body) == true ? $"Extension {number} is without night mode." : $"Extension {number} has night mode again.";
        var (saved, refused) = await OwnExtension.Save(request, accounts, id, number, (document, _) => Switched(document, number, Wish(body)), done, cancel);
        return saved?.Extensions.FirstOrDefault(one => one.Number == number) is { } now ? Answer(UserNightModeView.Of(now, saved.Account, time.GetUtcNow())) : refused ?? OwnExtension.NotThere(request);
    }

    private static (AccountDocument?, IResult?) Switched(AccountDocument document, ExtensionNumber number, bool? wish) => wish is { } overridden
        ? (document with { Extensions = document.Extensions.Change(one => one.Number == number && one.Config is UserConfig user ? one with { Config = user with { OverridesNightMode = overridden } } : one) }, null)
        : (null, Problems.Invalid("Night mode stays as it is", [new Problem("/overridden", "true or false is expected here.")]));

    private static bool? Wish(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, UserNightModeJson.Readable.NightModeWish)?.Overridden;
        }
        catch (JsonException)
        {
            return null; // the answer says what is expected
        }
    }

    private static IResult Answer(UserNightModeView view) => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(view, UserNightModeJson.Readable.UserNightModeView), "application/json");
}

/// <summary>What a user wishes.</summary>
internal sealed record NightModeWish(bool? Overridden);

/// <summary>A user's night mode as it is shown.</summary>
/// <param name="Overridden">Whether the user has switched it off for the own calls.</param>
/// <param name="Destination">Where outside calls go now in place of the user; left out: they reach the user.</param>
internal sealed record UserNightModeView(ElementNight Mode, bool Overridden, string? Destination, string? Because)
{
    public static UserNightModeView Of(Extension user, AccountSettings account, DateTimeOffset at)
    {
        var (config, diversion) = (user.Config as IHasNightMode, NightDiversion.Of(user, account, null, at));
        return new UserNightModeView(config?.NightMode?.Mode ?? ElementNight.Follow, config?.OverridesNightMode ?? false, diversion?.To.ToString(), diversion?.Because.Why);
    }
}

[JsonSerializable(typeof(UserNightModeView))]
[JsonSerializable(typeof(NightModeWish))]
internal sealed partial class UserNightModeJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static UserNightModeJson Readable { get; } = new(ReadableJson.Options());
}
