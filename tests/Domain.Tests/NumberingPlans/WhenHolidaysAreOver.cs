using System.Globalization;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;

namespace Pbx.Domain.Tests.NumberingPlans;

public sealed class WhenHolidaysAreOver
{
    private static readonly Scheme Scheme = new(1, "Acme", [new Plan(1, "Day", [])], Holidays:
    [
        new Holiday("Short", CalendarDate.Parse("2026-03-28"), CalendarDate.Parse("2026-03-28"), 1),
        new Holiday("Long", CalendarDate.Parse("2026-03-28"), CalendarDate.Parse("2026-04-30"), 1),
    ]);

    [Theory]
    [InlineData("2026-04-27T22:59:59.9999999Z", 2)] // 30 days after 28 March, midnight in Amsterdam, which is still winter time
    [InlineData("2026-04-27T23:00:00Z", 1)]
    [InlineData("2026-05-30T21:59:59.9999999Z", 1)]
    [InlineData("2026-05-30T22:00:00Z", 0)]
    [Trait("Rule", "NPL-083")]
    public void Each_is_removed_when_so_many_days_have_passed_since_its_own_end(string at, int left) =>
        Assert.Equal(left, ExpiredHolidays.Purge(Scheme, "Europe/Amsterdam", 30, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).Holidays.Count);

    [Fact]
    [Trait("Rule", "NPL-083")]
    public void Kept_for_ever_they_stay()
    {
        Assert.Same(Scheme, ExpiredHolidays.Purge(Scheme, "Europe/Amsterdam", 0, DateTimeOffset.MaxValue));
        Assert.Same(Scheme, ExpiredHolidays.Purge(Scheme, "Europe/Amsterdam", 400, new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
    }
}
