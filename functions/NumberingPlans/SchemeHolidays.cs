using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Domain.Time;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>The holidays of a scheme, with its temporary override among them (NPL-072 to NPL-082, NPL-092).</summary>
public sealed class SchemeHolidays(AccountSaving accounts, AccountEditing editing, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/schemes/{scheme}/holidays";

    /// <summary>All of them by their start, each marked as expired, current or future.</summary>
    [Function("ListHolidays")]
    [Requires(Caller.Reader)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        SchemeReading.Answer(
            accounts, request, account, scheme, SchemeJson.Readable.HolidayList, (stored, found) => Task.FromResult<HolidayList?>(View(found, stored.Account.TimeZone, time.GetUtcNow())), cancel);

    /// <summary>A new holiday.</summary>
    [Function("AddHoliday")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        editing.Save<Holiday>(request, account, (document, wish, at) => HolidayEdits.Add(document, SchemeReading.Number(scheme), at, wish), cancel);

    /// <summary>Deletes all that are over: <c>expired=true</c> says that this is meant.</summary>
    [Function("DeleteExpiredHolidays")]
    [Requires(Caller.Administrator)]
    public Task<IResult> DeleteExpired([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Query["expired"] == "true"
            ? editing.Save(request, account, (document, at) => HolidayEdits.RemoveExpired(document, SchemeReading.Number(scheme), at), cancel)
            : Task.FromResult(Problems.Malformed("Say expired=true: only holidays that are over are deleted together."));
    }

    /// <summary>Puts another holiday in the place of one.</summary>
    [Function("ChangeHoliday")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route + "/{holiday}")] HttpRequest request, string account, string scheme, string holiday, CancellationToken cancel) =>
        editing.Save<Holiday>(request, account, (document, wish, _) => HolidayEdits.Change(document, SchemeReading.Number(scheme), holiday, wish), cancel);

    /// <summary>Deletes a holiday, or the temporary override by the name <c>temporary</c>.</summary>
    [Function("DeleteHoliday")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{holiday}")] HttpRequest request, string account, string scheme, string holiday, CancellationToken cancel) =>
        editing.Save(request, account, (document, _) => HolidayEdits.Remove(document, SchemeReading.Number(scheme), holiday), cancel);

    private static HolidayList View(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        var zone = scheme.TimeZone ?? accountZone;
        var active = SchemeClock.Active(scheme, accountZone, at);
        var all = scheme.Holidays.Select(holiday => (holiday.Start, View: View(scheme, holiday, accountZone, at, holiday == active.Holiday)));
        if (scheme.Temporary is { } temporary)
        {
            var start = Zones.Local(temporary.From, Zones.Of(zone));
            all = all.Append((start, View(scheme, temporary, start, Zones.Of(zone), at, active.By == ActiveBy.Temporary)));
        }

        return new HolidayList(zone, [.. all.OrderBy(one => one.Start).Select(one => one.View)]);
    }

    private static HolidayView View(Scheme scheme, Holiday holiday, string accountZone, DateTimeOffset at, bool isActive) => new(
        HolidayEdits.IdOf(holiday),
        "holiday",
        holiday.Description,
        holiday.StartDate.Value,
        holiday.StartTime.Value,
        holiday.EndDate.Value,
        (holiday.EndTime ?? ClockTime.EndOfDay).Value,
        PlanName.In(scheme, holiday.Plan),
        HolidayEdits.HasExpired(scheme, holiday, accountZone, at) ? "expired" : HolidayEdits.HasBegun(scheme, holiday, accountZone, at) ? "current" : "future",
        isActive);

    private static HolidayView View(Scheme scheme, TemporaryOverride temporary, LocalDateTime start, DateTimeZone zone, DateTimeOffset at, bool isActive)
    {
        var end = temporary.Until is { } until ? Zones.Local(until, zone) : (LocalDateTime?)null;
        return new HolidayView(
            HolidayEdits.Temporary,
            "temporary",
            $"temporary, set by {temporary.By}",
            Date(start),
            Time(start),
            end is { } date ? Date(date) : null,
            end is { } clock ? Time(clock) : null,
            PlanName.In(scheme, temporary.Plan),
            temporary.HasExpired(at) ? "expired" : temporary.Covers(at) ? "current" : "future",
            isActive);
    }

    private static string Date(LocalDateTime local) => $"{local.Date:uuuu-MM-dd}";

    private static string Time(LocalDateTime local) => $"{local.TimeOfDay:HH:mm}";
}
