using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Users;
using Pbx.Domain.WorkingHours;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.WorkingHours;

/// <summary>The working hours of a user's own scope (NPL-172 to NPL-176), and making them longer for a while (NPL-143).</summary>
public sealed class UserWorkingHours(AccountConfigurations configurations, AccountSaving accounts, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/extensions/{extension}/working-hours";
    private const long Largest = 4096;
    private const string Title = "The working hours stay as they are";

    /// <summary>Whether the user works, by whose hours, until when, and whether night mode is active; <c>at</c> asks for another instant than now.</summary>
    [Function("ReadWorkingHours")]
    [Requires(Caller.Person)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await Find(account, extension, cancel) is not var (id, _, user) || await accounts.Settings(id, cancel) is not { } settings)
        {
            return OwnExtension.NotThere(request);
        }

        if (!OwnExtension.MaySee(request, user))
        {
            return Problems.Forbidden();
        }

        return AskedInstant.Of(request, settings.TimeZone, time) is { } at ? Answer(WorkingHoursView.Of(user, settings, at)) : AskedInstant.Unreadable();
    }

    /// <summary>
    /// Makes them longer until an instant at most 24 hours ahead, {"until": …}: for the person whose extension it is and for administrators, where the extension has the right. It replaces what was
    /// added before and lapses by itself. Whoever saves in between is waited for, so no version is named.
    /// </summary>
    [Function("LengthenWorkingHours")]
    [Requires(Caller.Person)]
    public async Task<IResult> Lengthen([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/extension")] HttpRequest request, string account, string extension, CancellationToken cancel)
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

        var at = time.GetUtcNow();
        var (saved, refused) = await OwnExtension.Save(request, accounts, id, number, (document, user) => Longer(document, user, number, Until(body), at), $"The working hours of extension {number} are longer.", cancel);
        return saved?.Extensions.FirstOrDefault(one => one.Number == number)?.Config is UserConfig now ? Answer(WorkingHoursView.Of(now, saved.Account, at)) : refused ?? OwnExtension.NotThere(request);
    }

    private static (AccountDocument?, IResult?) Longer(AccountDocument document, UserConfig user, ExtensionNumber number, PointInTime? wanted, DateTimeOffset at)
    {
        if (!user.ExtendsWorkingHours)
        {
            return (null, Problems.Forbidden());
        }

        if (wanted is not { } until)
        {
            return (null, Problems.Invalid(Title, [new Problem("/until", PointInTime.Expected)]));
        }

        if (UserHours.At(user, document.Account, at).By == WorkingBy.NoHours)
        {
            return (null, Problems.NotNow("There are no working hours to make longer."));
        }

        var (longer, problem) = UserHours.Lengthen(document, number, until.In(document.Account.TimeZone), at);
        return (longer, problem is null ? null : Problems.Invalid(Title, [problem.Under("/until")], StatusCodes.Status422UnprocessableEntity));
    }

    private async Task<(AccountId Account, ExtensionNumber Number, UserConfig User)?> Find(string account, string extension, CancellationToken cancel) =>
        AccountId.TryParse(account, out var id) && ExtensionNumber.TryParse(extension, out var number) && await configurations.Extension(id, number, cancel) is { Config: UserConfig user } ? (id, number, user) : null;

    private static PointInTime? Until(ReadOnlyMemory<byte> body)
    {
        try
        {
            return PointInTime.TryParse(JsonSerializer.Deserialize(body.Span, WorkingHoursJson.Readable.LengtheningWish)?.Until, out var until) ? until : null;
        }
        catch (JsonException)
        {
            return null; // the answer says what is expected
        }
    }

    private static IResult Answer(WorkingHoursView view) => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(view, WorkingHoursJson.Readable.WorkingHoursView), "application/json");
}

/// <summary>What somebody asks for who works longer.</summary>
/// <param name="Until">By the clock of the account, or with its distance from UTC.</param>
internal sealed record LengtheningWish(string? Until);

/// <summary>Working hours as they are shown.</summary>
/// <param name="NightMode">Whether night mode is active for call rules (NPL-175).</param>
/// <param name="Level">Whose hours decide; left out: nobody has any.</param>
/// <param name="LongerUntil">Until when they were made longer.</param>
/// <param name="Next">When work begins or ends; left out: not foreseen.</param>
internal sealed record WorkingHoursView(DateTimeOffset At, string TimeZone, bool IsWorking, bool NightMode, string? Level, string Because, DateTimeOffset? LongerUntil, DateTimeOffset? Next)
{
    public static WorkingHoursView Of(UserConfig user, AccountSettings account, DateTimeOffset at)
    {
        var state = UserHours.At(user, account, at);
        return new WorkingHoursView(
            at, account.TimeZone, state.IsWorking, UserHours.IsNight(user, account, at), state.Level, state.Because, user.LongerHours is { } longer && longer.Covers(at) ? longer.Until : null, UserHours.NextChange(user, account, at));
    }
}

[JsonSerializable(typeof(WorkingHoursView))]
[JsonSerializable(typeof(LengtheningWish))]
internal sealed partial class WorkingHoursJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static WorkingHoursJson Readable { get; } = new(ReadableJson.Options());
}
