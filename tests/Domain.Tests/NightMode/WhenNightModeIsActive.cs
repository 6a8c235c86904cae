using Pbx.Domain.Calls;
using Pbx.Domain.NightMode;
using Pbx.Domain.Numbers;
using Pbx.Domain.Schedules;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Schedules;

namespace Pbx.Domain.Tests.NightMode;

/// <summary>The story of every call begins on Saturday 21 November 2026 at 11:00 in Amsterdam: outside the working hours.</summary>
public sealed class WhenNightModeIsActive
{
    private const string Main = "+31205550100"; // menu 100
    private const string Anna = "+31205550101"; // user 201

    [Theory]
    [InlineData("2026-11-16T07:59:59Z", true)]
    [InlineData("2026-11-16T08:00:00Z", false)]
    [InlineData("2026-11-16T15:59:59Z", false)]
    [InlineData("2026-11-16T16:00:00Z", true)]
    [InlineData("2026-11-19T15:30:00Z", false)]
    [InlineData("2026-11-19T16:00:00Z", false)]
    [InlineData("2026-11-19T19:59:59Z", false)]
    [InlineData("2026-11-19T20:00:00Z", true)]
    [InlineData("2026-11-21T22:59:59Z", true)]
    [InlineData("2026-11-21T23:00:00Z", false)]
    [InlineData("2026-11-22T22:59:59Z", false)]
    [InlineData("2026-11-22T23:00:00Z", true)]
    [Trait("Rule", "NPL-181")]
    [Trait("Rule", "NPL-191")]
    [Trait("Rule", "NPL-197")]
    public void Automatic_is_outside_the_union_of_the_periods_of_the_working_hours(string utc, bool isNight) => Assert.Equal(isNight, IsNight(NightAccount.Automatic, utc));

    [Theory]
    [InlineData("2026-11-18T10:59:59Z", false)]
    [InlineData("2026-11-18T11:00:00Z", true)]
    [InlineData("2026-11-18T12:59:59Z", true)]
    [InlineData("2026-11-18T13:00:00Z", false)]
    [InlineData("2026-12-25T10:00:00Z", true)]
    [Trait("Rule", "NPL-181")]
    [Trait("Rule", "NPL-192")]
    [Trait("Rule", "RCH-452")]
    public void Automatic_is_also_during_the_whole_of_every_holiday(string utc, bool isNight) => Assert.Equal(isNight, IsNight(NightAccount.Automatic, utc));

    // 29 March 2026: 02:00 is followed by 03:00; 25 October 2026: 03:00 is followed by 02:00
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", true)]
    [InlineData("2026-03-29T01:00:00Z", false)]
    [InlineData("2026-10-25T00:29:59Z", true)]
    [InlineData("2026-10-25T00:30:00Z", false)]
    [InlineData("2026-10-25T01:00:00Z", false)]
    [InlineData("2026-10-25T01:59:59Z", false)]
    [InlineData("2026-10-25T02:00:00Z", true)]
    [Trait("Rule", "NPL-145")]
    [Trait("Rule", "NPL-146")]
    [Trait("Rule", "NPL-147")]
    public void The_clock_may_be_moved(string utc, bool isNight)
    {
        var end = utc.StartsWith("2026-03", StringComparison.Ordinal) ? "05:00" : "03:00";
        var account = NightAccount.With(NightAccount.Automatic).Account with
        {
            TimeSchedules = [TestAccount.Read<TimeSchedule>($$"""{ "name": "Office", "periods": [{ "name": "Early", "days": ["sunday"], "start": "02:30", "end": "{{end}}" }] }""")],
        };
        Assert.Equal(isNight, NightClock.At(account, Clock.Utc(utc)).IsActive);
    }

    [Theory]
    [InlineData("2026-11-16T09:00:00Z", "2026-11-16T16:00:00Z")]
    [InlineData("2026-11-18T09:00:00Z", "2026-11-18T11:00:00Z")]
    [InlineData("2026-11-19T09:00:00Z", "2026-11-19T20:00:00Z")]
    [InlineData("2026-12-24T20:00:00Z", "2026-12-26T23:00:00Z")]
    [Trait("Rule", "NPL-182")]
    public void The_next_change_is_known_and_on_and_off_by_hand_have_none(string utc, string next)
    {
        Assert.Equal(Clock.Utc(next), NightClock.NextChange(NightAccount.With(NightAccount.Automatic).Account, Clock.Utc(utc)));
        Assert.Null(NightClock.NextChange(NightAccount.With(NightAccount.On).Account, Clock.Utc(utc)));
    }

    [Fact]
    [Trait("Rule", "NPL-182")]
    [Trait("Rule", "NPL-177")]
    public void On_and_off_by_hand_deviate_from_the_schedule()
    {
        const string day = "2026-11-16T10:00:00Z";
        Assert.True(IsNight(NightAccount.Automatic.Replace("automatic", "on", StringComparison.Ordinal), day));
        Assert.False(IsNight(NightAccount.Automatic.Replace("automatic", "off", StringComparison.Ordinal), "2026-11-16T02:00:00Z"));
    }

    [Theory]
    [InlineData("2026-11-20T16:59:59Z", true)]
    [InlineData("2026-11-20T17:00:00Z", false)]
    [InlineData("2026-11-21T00:59:59Z", false)]
    [InlineData("2026-11-21T01:00:00Z", true)]
    [InlineData("2026-11-21T17:00:00Z", true)]
    [Trait("Rule", "NPL-191")]
    public void A_period_that_ends_earlier_than_it_starts_runs_past_midnight(string utc, bool isNight)
    {
        var account = NightAccount.With(NightAccount.Automatic).Account with
        {
            TimeSchedules = [TestAccount.Read<TimeSchedule>("""{ "name": "Office", "periods": [{ "name": "Bar", "days": ["friday"], "start": "18:00", "end": "02:00" }] }""")],
        };
        Assert.Equal(isNight, NightClock.At(account, Clock.Utc(utc)).IsActive);
    }

    [Fact]
    [Trait("Rule", "NPL-193")]
    public void The_schedule_of_every_day_is_always_there() =>
        Assert.False(IsNight($$"""{ "mode": "automatic", "forward": "999", "workingHours": "{{TimeSchedule.Always}}" }""", "2026-11-16T02:00:00Z"));

    [Fact]
    [Trait("Rule", "NPL-185")]
    [Trait("Rule", "NPL-184")]
    [Trait("Rule", "NPL-190")]
    public void An_outside_call_goes_to_the_forward_number_and_nothing_of_the_menu_is_heard()
    {
        var story = CallStory.Of(NightAccount.With(NightAccount.Automatic)).Dial(Main);
        Assert.Equal("Wij zijn gesloten.", Assert.Single(story.Spoken));
        var step = story.Call!.Trail.Steps.Single(step => step.Rule == "NPL-185");
        Assert.Equal(
            ("Extension 100 is passed over: the call goes to 999.", "Night mode is active for it, because it is outside the working hours “Office”.", "100"),
            (step.What, step.Why, step.Extension!.Value.Value));
        Assert.Contains(story.EndSound().Commands, command => command.Command is CallCommand.HangUp); // the box plays its greeting only (EXT-187)
    }

    [Fact]
    [Trait("Rule", "NPL-185")]
    [Trait("Rule", "EXT-115")]
    public void No_phone_of_a_user_rings()
    {
        var story = CallStory.Of(NightAccount.With(NightAccount.On)).Dial(Anna);
        Assert.Equal("Wij zijn gesloten.", Assert.Single(story.Spoken));
    }

    [Fact]
    [Trait("Rule", "NPL-178")]
    public void The_forward_number_may_be_a_public_one() => Assert.Equal(
        "+31201234567",
        CallStory.Of(NightAccount.With("""{ "mode": "on", "forward": "+31201234567" }""")).Dial(Main).One<CallCommand.RingPhone>().Phone.Value);

    [Theory]
    [InlineData(NightAccount.On, "off", "Kies.")]
    [InlineData("""{ "mode": "off", "forward": "999" }""", "on", "Wij zijn gesloten.")]
    [InlineData(NightAccount.On, "follow", "Wij zijn gesloten.")]
    [InlineData("""{ "mode": "off", "forward": "999" }""", "follow", "Kies.")]
    [Trait("Rule", "NPL-183")]
    [Trait("Rule", "RCH-454")]
    public void On_and_off_of_an_element_win_over_the_company(string company, string element, string heard) =>
        Assert.Equal(heard, Assert.Single(CallStory.Of(NightAccount.With(company, Menu($$"""{ "mode": "{{element}}" }"""))).Dial(Main).Spoken));

    [Fact]
    [Trait("Rule", "NPL-184")]
    [Trait("Rule", "EXT-233")]
    public void A_menu_may_have_a_night_destination_of_its_own() =>
        Assert.Equal("We are closed.", Assert.Single(CallStory.Of(NightAccount.With(NightAccount.On, Menu("""{ "destination": "300" }"""))).Dial(Main).Spoken));

    [Fact]
    [Trait("Rule", "NPL-176")]
    [Trait("Rule", "RCH-442")]
    public void A_user_who_switched_night_mode_off_is_rung_whatever_is_set()
    {
        const string anna = """{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "nightMode": { "mode": "on" }, "overridesNightMode": true } }""";
        Assert.NotNull(CallStory.Of(NightAccount.With(NightAccount.On, anna)).Dial(Anna).One<CallCommand.RingPhone>());
    }

    [Fact]
    [Trait("Rule", "NPL-186")]
    [Trait("Rule", "RCH-457")]
    public void The_night_destination_is_entered_even_if_its_own_night_mode_is_active()
    {
        const string reception = """{ "number": "110", "name": "Night menu", "type": "menu", "config": { "greeting": "Nacht.", "nightMode": { "mode": "on" }, "options": [{ "key": "1", "destination": "201" }] } }""";
        var night = """{ "mode": "on", "forward": "110" }""";
        Assert.Equal("Nacht.", Assert.Single(CallStory.Of(NightAccount.With(night, reception)).Dial(Main).Spoken));
        Assert.Equal("Nacht.", Assert.Single(CallStory.Of(NightAccount.With(NightAccount.On, reception, Menu("""{ "destination": "110" }"""))).Dial(Main).Spoken));

        // an element behind it is tested again, for itself
        var further = CallStory.Of(NightAccount.With(night, reception)).Dial(Main).Press("1");
        Assert.Equal("110", Assert.IsType<Phase.InExtension>(further.Phase).Arrival.Number!.Value.Value);
    }

    [Fact]
    [Trait("Rule", "NPL-187")]
    [Trait("Rule", "RCH-455")]
    public void A_call_from_inside_is_not_diverted()
    {
        var story = CallStory.Of(NightAccount.With(NightAccount.On)).Dial(Main, caller: PhoneAddress.Parse("web:anna"));
        Assert.Equal("Kies een, twee of drie.", Assert.Single(story.Spoken));
    }

    [Fact]
    [Trait("Rule", "NPL-188")]
    public void It_is_looked_at_when_the_element_is_entered_before_the_schedule_of_the_number()
    {
        const string menu = """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "options": [{ "key": "1", "destination": "300" }] }, "schedule": { "otherwise": { "action": "closed", "message": "Rooster." } } }""";
        Assert.Equal("Wij zijn gesloten.", Assert.Single(CallStory.Of(NightAccount.With(NightAccount.On, menu)).Dial(Main).Spoken));
        Assert.Equal("Rooster.", Assert.Single(CallStory.Of(NightAccount.With("{}", menu)).Dial(Main).Spoken));
    }

    [Fact]
    [Trait("Rule", "NPL-189")]
    public void The_example_of_the_manual_sends_every_caller_to_the_company_mailbox_after_hours()
    {
        string[] extensions = [Menu("{}"), """{ "number": "209", "name": "Reception", "type": "user", "config": { "device": "web:reception" } }"""];
        var account = NightAccount.With(NightAccount.Automatic, extensions);
        Assert.Equal("Wij zijn gesloten.", Assert.Single(CallStory.Of(account).Dial(Main).Spoken));
        var monday = CallStory.Of(account).After(Clock.Utc("2026-11-23T10:00:00Z") - CallStory.Start).Dial(Main);
        Assert.Equal("web:reception", monday.Press("9").One<CallCommand.RingPhone>().Phone.Value);
    }

    private static bool IsNight(string nightMode, string utc) => NightClock.At(NightAccount.With(nightMode).Account, Clock.Utc(utc)).IsActive;

    private static string Menu(string nightMode) =>
        $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "nightMode": {{nightMode}}, "options": [{ "key": "1", "destination": "300" }, { "key": "9", "destination": "209" }] } }""";
}
