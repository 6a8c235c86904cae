using Pbx.Domain.Calls;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NightMode;

namespace Pbx.Domain.Tests.Menus;

/// <summary>In hours and out of hours (EXT-228 to EXT-233, EXT-258 to EXT-261). 18 November 2026 is a Wednesday, and the clock of Amsterdam is an hour ahead.</summary>
public sealed class WhenAMenuHasHours
{
    private const string Options = """ "options": [{ "key": "1", "destination": "201" }] """;
    private const string Closed = """ "outOfHours": { "greeting": "Gesloten.", "options": [{ "key": "1", "destination": "300" }] } """;
    private const string Hours = """ "workingHours": "Office" """;
    private const string Holidays = """ "holidays": "Holidays" """;

    [Theory]
    [InlineData("2026-11-18T07:59:59Z", "Gesloten.")]
    [InlineData("2026-11-18T08:00:00Z", "Open.")]
    [InlineData("2026-11-18T10:59:59Z", "Open.")]
    [InlineData("2026-11-18T11:00:00Z", "Gesloten.")] // the outing
    [InlineData("2026-11-18T13:00:00Z", "Open.")]
    [InlineData("2026-11-18T15:59:59Z", "Open.")]
    [InlineData("2026-11-18T16:00:00Z", "Gesloten.")]
    [Trait("Rule", "EXT-260")]
    [Trait("Rule", "EXT-229")]
    [Trait("Rule", "EXT-230")]
    public void The_holiday_decides_first_and_then_the_working_hours(string at, string greeting) => Assert.Equal([greeting], At(at, $"{Hours}, {Holidays}, {Closed}").Spoken);

    [Theory]
    [InlineData("2026-11-21T03:00:00Z", "Open.")]
    [InlineData("2026-12-25T12:00:00Z", "Gesloten.")]
    [Trait("Rule", "EXT-230")]
    [Trait("Rule", "EXT-260")]
    public void Without_working_hours_it_is_within_hours_but_on_holidays(string at, string greeting) => Assert.Equal([greeting], At(at, $"{Holidays}, {Closed}").Spoken);

    [Theory]
    [InlineData("\"workingHours\": \"Every day, all day\"")]
    [InlineData("\"greetingPrompt\": null")]
    [Trait("Rule", "EXT-229")]
    public void Every_day_all_day_and_no_schedule_are_always_within_hours(string hours) => Assert.Equal(["Open."], At("2026-11-21T03:00:00Z", $"{hours}, {Closed}").Spoken);

    [Fact]
    [Trait("Rule", "EXT-231")]
    [Trait("Rule", "EXT-232")]
    [Trait("Rule", "EXT-258")]
    public void Each_menu_has_options_of_its_own()
    {
        Assert.Equal("201", Assert.IsType<Phase.InExtension>(At("2026-11-18T10:00:00Z", $"{Hours}, {Closed}").Press("1").Phase).Arrival.Number?.Value);
        Assert.Equal("300", Assert.IsType<Phase.InExtension>(At("2026-11-18T20:00:00Z", $"{Hours}, {Closed}").Press("1").Phase).Arrival.Number?.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-232")]
    public void A_menu_out_of_hours_without_a_greeting_plays_the_standard_one() =>
        Assert.Equal([Catalogue.Text(Prompt.StandardGreeting, Language.Dutch)], At("2026-11-18T20:00:00Z", $$"""{{Hours}}, "outOfHours": { {{Options}} }""").Spoken);

    [Fact]
    [Trait("Rule", "EXT-259")]
    public void A_menu_that_was_entered_in_time_stays_as_it_is_when_the_hours_end()
    {
        var story = At("2026-11-18T15:59:58Z", $"{Hours}, {Closed}");
        Assert.Equal(["Open."], story.After(TimeSpan.FromSeconds(10)).PressNothing().Spoken);
        Assert.Equal("201", Assert.IsType<Phase.InExtension>(story.Press("1").Phase).Arrival.Number?.Value);
        var closed = At("2026-11-18T07:59:58Z", $"{Hours}, {Closed}");
        Assert.Equal(["Gesloten."], closed.After(TimeSpan.FromSeconds(10)).PressNothing().Spoken);
    }

    [Fact]
    [Trait("Rule", "EXT-261")]
    public void Without_a_menu_out_of_hours_the_usual_one_is_played_then_too()
    {
        var story = At("2026-11-18T20:00:00Z", Hours);
        Assert.Equal(["Open."], story.Spoken);
        Assert.Equal("EXT-261", story.Rule);
    }

    [Theory]
    [InlineData("2026-11-18T10:00:00Z", "201")]
    [InlineData("2026-11-18T20:00:00Z", "999")]
    [Trait("Rule", "EXT-260")]
    [Trait("Rule", "EXT-233")]
    public void Night_mode_goes_before_the_hours_of_the_menu(string at, string extension)
    {
        var story = At(at, $$"""{{Hours}}, {{Closed}}, "operator": "201" """, NightAccount.Automatic);
        Assert.Equal(extension, Assert.IsType<Phase.InExtension>(extension == "999" ? story.Phase : story.PressNothing().Phase).Arrival.Number?.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-228")]
    [Trait("Rule", "EXT-078")]
    public void A_menu_speaks_its_own_language_and_else_that_of_the_account()
    {
        const string German = """{ "number": "100", "name": "Menu", "type": "menu", "language": "de", "config": { "options": [{ "key": "1", "destination": "201" }] } }""";
        Assert.Equal([Catalogue.Text(Prompt.StandardGreeting, Language.German)], CallStory.Of(German).Dial("+31205550100").Spoken);
        Assert.Equal([Catalogue.Text(Prompt.StandardGreeting, Language.Dutch)], CallStory.Of(German.Replace("\"language\": \"de\", ", "", StringComparison.Ordinal)).Dial("+31205550100").Spoken);
    }

    private static CallStory At(string at, string config, string night = """{ "mode": "off" }""")
    {
        var story = CallStory.Of(NightAccount.With(night, $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Open.", {{Options}}, {{config}} } }"""));
        return story.After(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - story.Now).Dial("+31205550100");
    }
}
