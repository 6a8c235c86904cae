using NodaTime;
using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>
/// Adds, changes and deletes holidays of a scheme (NPL-072 to NPL-082). One is addressed by its times, because no two have the same: <c>20261225-0000-20261226-2400</c>. The temporary override is
/// shown among them and is deleted there as <see cref="Temporary"/>.
/// </summary>
public static class HolidayEdits
{
    /// <summary>The address of the temporary override among the holidays (NPL-081, NPL-092).</summary>
    public const string Temporary = "temporary";

    /// <summary>A new holiday; one that is over already is refused (NPL-079).</summary>
    public static Edit Add(AccountDocument document, int scheme, DateTimeOffset at, Holiday wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        return wish.Start < wish.End && HasExpired(edited.Scheme, wish, edited.AccountZone, at)
            ? new Edit.Refused("/endDate", "This holiday is over already.")
            : edited.Done(
                edited.Scheme with { Holidays = edited.Scheme.Holidays.Add(wish) },
                $"the holiday “{wish.Description}” from {wish.StartDate} to {wish.EndDate} runs plan {wish.Plan}.",
                [new Landing($"/holidays/{edited.Scheme.Holidays.Count}", "")],
                IdOf(wish));
    });

    /// <summary>Puts another holiday in the place of one (NPL-080).</summary>
    public static Edit Change(AccountDocument document, int scheme, string id, Holiday wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        return Find(edited.Scheme, id) is not { } index
            ? new Edit.Missing()
            : edited.Done(
                edited.Scheme with { Holidays = [.. edited.Scheme.Holidays.Select((holiday, i) => i == index ? wish : holiday)] },
                $"the holiday “{wish.Description}” from {wish.StartDate} to {wish.EndDate} runs plan {wish.Plan}, in place of “{edited.Scheme.Holidays[index].Description}”.",
                [new Landing($"/holidays/{index}", "")],
                IdOf(wish));
    });

    /// <summary>Deletes a holiday, or the temporary override; if it is in force, the active plan changes at once (NPL-080).</summary>
    public static Edit Remove(AccountDocument document, int scheme, string id) => EditedScheme.Change(document, scheme, edited =>
        id == Temporary && edited.Scheme.Temporary is { } temporary ? edited.Done(edited.Scheme with { Temporary = null }, $"plan {temporary.Plan}, which was set for a time, is not set any more.")
        : Find(edited.Scheme, id) is { } index
            ? edited.Done(edited.Scheme with { Holidays = [.. edited.Scheme.Holidays.Where((_, i) => i != index)] }, $"the holiday “{edited.Scheme.Holidays[index].Description}” is deleted.")
            : new Edit.Missing());

    /// <summary>Deletes every holiday that is over; current and future ones stay (NPL-082).</summary>
    public static Edit RemoveExpired(AccountDocument document, int scheme, DateTimeOffset at) => EditedScheme.Change(document, scheme, edited =>
    {
        var kept = ValueList.From(edited.Scheme.Holidays.Where(holiday => !HasExpired(edited.Scheme, holiday, edited.AccountZone, at)));
        return edited.Done(edited.Scheme with { Holidays = kept }, $"{SchemeEdits.Counted(edited.Scheme.Holidays.Count - kept.Count, "holiday that is over is", "holidays that are over are")} deleted.");
    });

    /// <summary>What a holiday is addressed by: its times.</summary>
    public static string IdOf(Holiday holiday)
    {
        ArgumentNullException.ThrowIfNull(holiday);
        return $"{Digits(holiday.StartDate)}-{WeeklyEntries.Digits(holiday.StartTime)}-{Digits(holiday.EndDate)}-{WeeklyEntries.Digits(holiday.EndTime ?? ClockTime.EndOfDay)}";
    }

    /// <summary>Whether a holiday is over; its end is not part of it.</summary>
    public static bool HasExpired(Scheme scheme, Holiday holiday, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(holiday);
        return Zones.At(holiday.End, SchemeClock.Zone(scheme, accountZone)) <= Instant.FromDateTimeOffset(at);
    }

    /// <summary>Whether a holiday has begun.</summary>
    public static bool HasBegun(Scheme scheme, Holiday holiday, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(holiday);
        return Zones.At(holiday.Start, SchemeClock.Zone(scheme, accountZone)) <= Instant.FromDateTimeOffset(at);
    }

    private static int? Find(Scheme scheme, string id)
    {
        for (var i = 0; i < scheme.Holidays.Count; i++)
        {
            if (IdOf(scheme.Holidays[i]) == id)
            {
                return i;
            }
        }

        return null;
    }

    private static string Digits(CalendarDate date) => date.Value.Replace("-", "", StringComparison.Ordinal);
}
