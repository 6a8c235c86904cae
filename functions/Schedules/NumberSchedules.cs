using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Schedules;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Schedules;

/// <summary>The schedule of a functional number (NPL-155 to NPL-171).</summary>
public sealed class NumberSchedules(AccountSaving accounts, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/extensions/{extension}/schedule";

    /// <summary>Its lines with their times in words, which of them is in force, and until when; <c>at</c> asks for another instant than now.</summary>
    [Function("ReadSchedule")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer) || Find(document, extension) is not var (_, found))
        {
            return Problems.NotFound();
        }

        var zone = document.Account.TimeZone;
        if (AskedInstant.Of(request, zone, time) is not { } at)
        {
            return AskedInstant.Unreadable();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        var answer = ScheduleView.Of(found.Schedule ?? new NumberSchedule(), zone, at);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, ScheduleJson.Readable.ScheduleView), "application/json");
    }

    /// <summary>Puts another list in its place, as it stands in the account's document; an empty object opens the number at all times.</summary>
    [Function("SaveSchedule")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Save([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel) => AccountId.TryParse(account, out var id)
        ? PartEditing.Replace(request, accounts, id, document => Find(document, extension) is var (place, _) ? new AccountPart($"/extensions/{place}/schedule") : null, $"The schedule of extension {extension} is changed.", cancel)
        : Task.FromResult(Problems.NotFound());

    private static (int Place, Extension Extension)? Find(AccountDocument document, string extension)
    {
        for (var i = 0; i < document.Extensions.Count; i++)
        {
            if (document.Extensions[i].Number.Value == extension)
            {
                return document.Extensions[i].Type.Key == User.Key ? null : (i, document.Extensions[i]);
            }
        }

        return null;
    }
}

/// <summary>A schedule as it is shown.</summary>
/// <param name="Until">When another line is in force; left out: not foreseen.</param>
internal sealed record ScheduleView(DateTimeOffset At, string TimeZone, DateTimeOffset? Until, IReadOnlyList<ScheduleLineView> Lines)
{
    public static ScheduleView Of(NumberSchedule schedule, string zone, DateTimeOffset at)
    {
        var inForce = ScheduleClock.InForce(schedule, zone, at).Index;
        var events = schedule.Events.Select((one, i) => ScheduleLineView.Of(one, one.Name, ScheduleWords.Of(one), i == inForce) with { DisconnectsWaiting = one.DisconnectsWaiting ? true : null });
        var otherwise = ScheduleLineView.Of(schedule.Otherwise ?? new DefaultEvent(), null, "at all other times", inForce == schedule.Events.Count);
        return new ScheduleView(at, zone, ScheduleClock.NextChange(schedule, zone, at), [.. events, otherwise]);
    }
}

/// <summary>A line of it.</summary>
/// <param name="Name">Left out for the default event.</param>
internal sealed record ScheduleLineView(string? Name, string Times, ScheduleAction Action, string? Destination, string? Message, string? MessagePrompt, bool? DisconnectsWaiting, bool IsInForce)
{
    public static ScheduleLineView Of(IScheduleLine line, string? name, string times, bool isInForce) => new(name, times, line.Action, line.Destination?.ToString(), line.Message, line.MessagePrompt, null, isInForce);
}

[JsonSerializable(typeof(ScheduleView))]
internal sealed partial class ScheduleJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static ScheduleJson Readable { get; } = new(ReadableJson.Options());
}
