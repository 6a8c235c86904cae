using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Domain.Time;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;

namespace Pbx.Functions.NumberingPlans;

/// <summary>The time configuration of a scheme (NPL-042 to NPL-058).</summary>
public sealed class SchemeWeek(AccountSaving accounts, AccountEditing editing, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/schemes/{scheme}/weekly";

    /// <summary>The entries, what each weekday is covered by, and the entry in force.</summary>
    [Function("ReadWeek")]
    [Requires(Caller.Reader)]
    public Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        SchemeReading.Answer(
            accounts, request, account, scheme, SchemeJson.Readable.WeekView, (stored, found) => Task.FromResult<WeekView?>(View(found, stored.Account.TimeZone, time.GetUtcNow())), cancel);

    /// <summary>One entry for each of some days, or one period.</summary>
    [Function("AddWeekly")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        editing.Save<WeeklyWish>(request, account, (document, wish, _) => WeeklyEdits.Add(document, SchemeReading.Number(scheme), wish), cancel);

    /// <summary>Puts another entry in the place of one.</summary>
    [Function("ChangeWeekly")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route + "/{entry}")] HttpRequest request, string account, string scheme, string entry, CancellationToken cancel) =>
        editing.Save<WeeklyEntry>(request, account, (document, wish, _) => WeeklyEdits.Change(document, SchemeReading.Number(scheme), entry, wish), cancel);

    /// <summary>Deletes an entry.</summary>
    [Function("DeleteWeekly")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{entry}")] HttpRequest request, string account, string scheme, string entry, CancellationToken cancel) =>
        editing.Save(request, account, (document, _) => WeeklyEdits.Remove(document, SchemeReading.Number(scheme), entry), cancel);

    private static WeekView View(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        var active = SchemeClock.Active(scheme, accountZone, at).Weekly;
        var zone = scheme.TimeZone ?? accountZone;
        var now = Zones.Local(at, Zones.Of(zone));
        var minute = ((int)Zones.WeekdayOf(now.Date) * WeeklyEntry.MinutesOfDay) + (now.Hour * 60) + now.Minute;
        var table = WeekTable.Of(WeeklyEntries.Of(scheme));
        var days = Enum.GetValues<Weekday>().ToDictionary(Small, day => (IReadOnlyList<DayPart>)[.. Parts(table, day, active, minute)], StringComparer.Ordinal);
        return new WeekView(
            zone,
            scheme.Weekly is null,
            [.. WeeklyEntries.Sorted(scheme).Select(entry => View(scheme, entry, entry == active))],
            days,
            table.Uncovered.Count > 0 ? WeekTable.Words(table.Uncovered) : null);
    }

    private static WeeklyView View(Scheme scheme, WeeklyEntry entry, bool isActive) => new(
        WeeklyEntries.IdOf(entry), $"{entry}", Small(entry.Day), entry.Start.Value, entry.EndDay is { } last ? Small(last) : null, entry.End.Value, PlanName.In(scheme, entry.Plan), isActive);

    private static IEnumerable<DayPart> Parts(WeekTable table, Weekday day, WeeklyEntry? active, int now)
    {
        var first = (int)day * WeeklyEntry.MinutesOfDay;
        for (var start = 0; start < WeeklyEntry.MinutesOfDay;)
        {
            var entry = table.At(first + start);
            var end = start + 1;
            while (end < WeeklyEntry.MinutesOfDay && table.At(first + end) == entry)
            {
                end++;
            }

            if (entry is not null)
            {
                yield return new DayPart(Clock(start), Clock(end), WeeklyEntries.IdOf(entry), entry.Plan, entry == active && first + start <= now && now < first + end);
            }

            start = end;
        }
    }

    private static string Clock(int minutes) => ClockTime.At(minutes / 60, minutes % 60).Value;

    private static string Small(Weekday day) => $"{day}".ToLowerInvariant();
}
