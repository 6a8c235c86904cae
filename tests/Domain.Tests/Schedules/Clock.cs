using System.Globalization;
using Pbx.Domain.Schedules;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Schedules;

/// <summary>Schedules of the tests, written as JSON, and instants, written as UTC.</summary>
internal static class Clock
{
    public const string Zone = "Europe/Amsterdam";

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static NumberSchedule Schedule(string json) => TestAccount.Read<NumberSchedule>(json);

    public static NumberSchedule Of(params string[] events) => Schedule($$"""{ "events": [{{string.Join(", ", events)}}], "otherwise": { "action": "closed" } }""");

    /// <summary>The place of the line in force; that of the default event is behind all others.</summary>
    public static int LineAt(NumberSchedule schedule, string utc) => ScheduleClock.InForce(schedule, Zone, Utc(utc)).Index;
}
