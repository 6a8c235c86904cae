using NodaTime;
using NodaTime.Text;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Time;

namespace Pbx.Domain.Tests.NumberingPlans;

/// <summary>The scheme of the specification's tables: plan 2 the whole week, plan 1 on weekdays from 09:00 to 17:00, plan 3 at lunch, and plan 4 over the weekend where it is asked for.</summary>
internal static class Office
{
    public const string Zone = "Europe/Amsterdam";

    public static PhoneNumber Number { get; } = PhoneNumber.Parse("+31205550100");

    public static Scheme ThreePlans { get; } = Of([
        WeeklyEntry.WholeWeek(2),
        .. Weekdays.Select(day => Entry(day, "09:00", "17:00", 1)),
        .. Weekdays.Select(day => Entry(day, "12:00", "13:00", 3)),
    ]);

    public static Scheme WithWeekend { get; } = ThreePlans with { Weekly = ThreePlans.Weekly!.Value.Add(Entry(Weekday.Friday, "16:00", "09:00", 4, Weekday.Monday)) };

    public static Scheme AtChristmas { get; } = ThreePlans with { Holidays = [new Holiday("Christmas", Date("2026-12-25"), Date("2026-12-26"), 5)] };

    private static IEnumerable<Weekday> Weekdays => [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];

    public static Scheme Of(params WeeklyEntry[] weekly) =>
        new(1, "Test", ValueList.From(Enumerable.Range(1, 9).Select(Plan)), Weekly: ValueList.From(weekly));

    public static WeeklyEntry Entry(Weekday day, string start, string end, int plan, Weekday? endDay = null) => new(day, Clock(start), Clock(end), plan, endDay);

    public static ClockTime Clock(string text) => ClockTime.TryParse(text, out var time) ? time : throw new FormatException(text);

    public static CalendarDate Date(string text) => CalendarDate.Parse(text);

    /// <summary>What the wall clock of a zone shows, such as “2026-12-25 10:00”, as an instant; it must be shown exactly once.</summary>
    public static DateTimeOffset At(string local, string zone = Zone) =>
        LocalDateTimePattern.CreateWithInvariantCulture(local.Length == 16 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss").Parse(local).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeOffset();

    public static DateTimeOffset Utc(string utc) => At(utc, "UTC");

    public static int? PlanAt(this Scheme scheme, string local) => scheme.PlanAt(At(local));

    public static int? PlanAt(this Scheme scheme, DateTimeOffset at) => SchemeClock.Active(scheme, Zone, at).Plan?.Number;

    private static Plan Plan(int number) => new(number, $"Number plan {number}", [new Link(Number, ExtensionNumber.Parse($"20{number}"))]);
}
