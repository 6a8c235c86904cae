using Pbx.Domain.Prompts;

namespace Pbx.Domain.Tests.Prompts;

public sealed class WhenATimeIsSpoken
{
    private static readonly DateTimeOffset Friday = new(2026, 12, 18, 12, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(Language.English, "Thursday at 17:05", "Friday 25 December at 00:00")]
    [InlineData(Language.Dutch, "donderdag 17:05 uur", "vrijdag 25 december 0:00 uur")]
    [InlineData(Language.German, "Donnerstag, 17:05 Uhr", "Freitag, 25. Dezember, 0:00 Uhr")]
    [InlineData(Language.Spanish, "el jueves a las 17:05", "el viernes 25 de diciembre a las 0:00")]
    [InlineData(Language.Danish, "torsdag klokken 17.05", "fredag den 25. december klokken 0.00")]
    [InlineData(Language.Finnish, "torstaihin kello 17.05", "perjantaihin 25. joulukuuta kello 0.00")]
    [InlineData(Language.Latvian, "ceturtdienai, pulksten 17.05", "piektdienai, 25. decembrim, pulksten 0.00")]
    [Trait("Rule", "NPL-135")]
    public void A_weekday_within_a_week_needs_no_date_and_later_ones_have_it(Language language, string within, string later)
    {
        Assert.Equal(within, SpokenTime.Until(new DateTimeOffset(2026, 12, 24, 17, 5, 0, TimeSpan.FromHours(1)), Friday, language));
        Assert.Equal(later, SpokenTime.Until(new DateTimeOffset(2026, 12, 25, 0, 0, 0, TimeSpan.FromHours(1)), Friday, language));
    }

    [Fact]
    public void One_oclock_is_singular_in_spanish() =>
        Assert.Equal("el sábado a la 1:30", SpokenTime.Until(new DateTimeOffset(2026, 12, 19, 1, 30, 0, TimeSpan.FromHours(1)), Friday, Language.Spanish));

    [Fact]
    public void Days_are_counted_on_the_wall_clock_of_the_zone()
    {
        var lateUtc = new DateTimeOffset(2026, 12, 17, 23, 30, 0, TimeSpan.Zero); // Friday already in Amsterdam
        Assert.Equal("Thursday at 09:00", SpokenTime.Until(new DateTimeOffset(2026, 12, 24, 9, 0, 0, TimeSpan.FromHours(1)), lateUtc, Language.English));
    }

    [Fact]
    public void Every_language_has_seven_days_and_twelve_months()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var said = Enumerable.Range(0, 366).Select(day => SpokenTime.Until(Friday.AddDays(day + 7), Friday, language)).ToList();
            Assert.Equal(366, said.Distinct().Count());
        }
    }
}
