using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Time;

namespace Pbx.Domain.Tests.NumberingPlans;

/// <summary>What a change of schedules, links and overrides does to callers, in words. The instant is a Saturday in Amsterdam, 11:00.</summary>
public sealed class WhenAChangeMovesCallers
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly Weekday[] Workdays = [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];

    // day plan 1 on workdays 09:00–17:00, else plan 2; one number has no link at night
    private static readonly AccountDocument Old = With(scheme => scheme with
    {
        Plans =
        [
            new Plan(1, "Day", [Link("+31205550100", "201"), Link("+31205550101", "201"), Link("+31205550102", "300")]),
            new Plan(2, "Night", [Link("+31205550100", "300"), Link("+31205550101", "300")]),
        ],
        Weekly = [WeeklyEntry.WholeWeek(2), .. Workdays.Select(day => Entry(day, 9, 17, 1))],
    });

    [Fact]
    public void Nothing_is_told_where_callers_get_where_they_got_before()
    {
        Assert.Empty(Told(Old));
        Assert.Empty(Told(Old with { Account = Old.Account with { Name = "Renamed" } }));
        Assert.Empty(Told(Edited(scheme => scheme with { Weekly = ValueList.From(scheme.Weekly!.Value.Reverse()), TimeZone = "Europe/Berlin" })));
        Assert.Empty(Told(Edited(scheme => scheme with { Plans = scheme.Plans.Change(plan => plan with { Name = "Renamed", Links = plan.Links.Change(link => link with { Prefix = "VIP" }) }) })));
    }

    [Fact]
    public void Numbers_that_change_alike_are_told_together() => Assert.Equal(
        [
            "These 2 numbers change, +31205550100 and +31205550101: Mondays to Fridays 17:00–18:00 they go to extension 201 (Anna) instead of extension 300 (Closed).",
            "+31205550102: Mondays to Fridays 17:00–18:00 it goes to extension 300 (Closed); it was not in service.",
        ],
        Told(Edited(scheme => scheme with { Weekly = [WeeklyEntry.WholeWeek(2), .. Workdays.Select(day => Entry(day, 9, 18, 1))] })));

    [Fact]
    public void One_link_is_told_with_the_times_at_which_it_counts() => Assert.Equal(
        ["+31205550100: Mondays to Fridays 09:00–17:00 it goes to extension 400 (Outside) instead of extension 201 (Anna)."],
        Told(Edited(scheme => scheme with { Plans = scheme.Plans.Change(plan => plan.Number == 1 ? plan with { Links = plan.Links.Change(link => link.Number.Value == "+31205550100" ? Link("+31205550100", "400") : link) } : plan) })));

    [Fact]
    public void A_plan_that_is_never_in_force_changes_nothing() =>
        Assert.Empty(Told(Edited(scheme => scheme with { Plans = scheme.Plans.Add(new Plan(3, "Lunch", [Link("+31205550100", "400")])) })));

    [Fact]
    public void A_default_destination_catches_what_is_not_linked() => Assert.Equal(
        [
            "+31205550102: Mondays to Thursdays 17:00–09:00 of the next day and Fridays 17:00–Mondays 09:00 it goes to extension 202 (Nobody); it was not in service.",
            "These 3 numbers change, +31205550103 and 2 more: at any time they go to extension 202 (Nobody); they were not in service.",
        ],
        Told(Edited(scheme => scheme with { DefaultDestination = ExtensionNumber.Parse("202") })));

    [Fact]
    public void A_holiday_is_told_with_its_dates() => Assert.Equal(
        ["These 2 numbers change, +31205550100 and +31205550101: on 2026-12-25 09:00–17:00 they go to extension 300 (Closed) instead of extension 201 (Anna).", "+31205550102: on 2026-12-25 09:00–17:00 it is not in service any more; it went to extension 300 (Closed)."],
        Told(Edited(scheme => scheme with { Holidays = [Closed("2026-12-25", "2026-12-26"), Closed("2026-11-20", "2026-11-20"), Closed("2028-01-01", "2028-01-02")] })));

    [Fact]
    public void Whole_days_and_long_lists_of_them_are_told_shortly()
    {
        var always = Edited(scheme => scheme with { Weekly = null });
        var closed = new[] { ("2026-12-25", "2026-12-26"), ("2027-01-01", "2027-01-01"), ("2027-03-29", "2027-03-29"), ("2027-04-27", "2027-04-27"), ("2027-05-06", "2027-05-06"), ("2027-05-17", "2027-05-17"), ("2027-08-01", "2027-08-14") };
        var text = Told(always, Edited(scheme => scheme with { Weekly = null, Holidays = ValueList.From(closed.Select(dates => Closed(dates.Item1, dates.Item2))) }))[0];
        Assert.Equal(
            "These 2 numbers change, +31205550100 and +31205550101: from 2026-12-25 to 2026-12-26, on 2027-01-01, on 2027-03-29, on 2027-04-27, on 2027-05-06, 2 more times until 2027-08-15 they go to extension 300 (Closed) instead of extension 201 (Anna).",
            text);
    }

    [Fact]
    public void An_override_by_hand_is_told_as_the_week_that_it_makes()
    {
        var over = Edited(scheme => Overrides.Set(scheme, 2, "anna"));
        Assert.Equal(
            "These 2 numbers change, +31205550100 and +31205550101: Mondays to Fridays 09:00–17:00 they go to extension 300 (Closed) instead of extension 201 (Anna), until the override is switched off.",
            Told(over)[0]);
        Assert.Equal("These 2 numbers change, +31205550100 and +31205550101: Mondays to Fridays 09:00–17:00 they go to extension 201 (Anna) instead of extension 300 (Closed).", Told(over, Old)[0]);
        Assert.Empty(Told(over, Edited(scheme => Overrides.Set(scheme with { Weekly = [WeeklyEntry.WholeWeek(1)], Holidays = [Closed("2026-12-25", "2026-12-26")] }, 2, "anna"))));
    }

    [Fact]
    public void A_temporary_override_is_told_with_its_end()
    {
        Assert.Equal(
            "These 2 numbers change, +31205550100 and +31205550101: from 2026-11-21 11:00 to 2026-11-23 09:00 they go to extension 201 (Anna) instead of extension 300 (Closed).",
            Told(Edited(scheme => Overrides.SetTemporary(scheme, "Europe/Amsterdam", 1, Now, "anna")))[0]);
        Assert.Equal(
            "These 2 numbers change, +31205550100 and +31205550101: at any time they go to extension 300 (Closed) instead of extension 201 (Anna).",
            Told(Edited(scheme => scheme with { Weekly = null }), Edited(scheme => Overrides.SetTemporary(scheme with { Weekly = null }, "Europe/Amsterdam", 2, Now, "anna")))[0]);
        Assert.Empty(Told(Edited(scheme => scheme with { Temporary = new TemporaryOverride(1, Now.AddDays(-2), Now) })));
    }

    [Fact]
    public void Another_zone_moves_the_hours() => Assert.Equal(
        "These 2 numbers change, +31205550100 and +31205550101: Mondays to Fridays 08:00–09:00 they go to extension 300 (Closed) instead of extension 201 (Anna); Mondays to Fridays 16:00–17:00 they go to extension 201 (Anna) instead of extension 300 (Closed).",
        Told(Edited(scheme => scheme with { TimeZone = "Europe/London" }))[0]);

    [Fact]
    public void Numbers_that_come_and_go_and_extensions_that_are_deleted_are_told()
    {
        var without = Old with { Account = Old.Account with { Numbers = [.. Old.Account.Numbers.Where(number => number.Value != "+31205550100")] } };
        Assert.Equal(
            ["+31205550100: Mondays to Thursdays 17:00–09:00 of the next day and Fridays 17:00–Mondays 09:00 it is not in service any more; it went to extension 300 (Closed); Mondays to Fridays 09:00–17:00 it is not in service any more; it went to extension 201 (Anna)."],
            Told(without));
        Assert.Equal(
            ["These 2 numbers change, +31205550100 and +31205550101: Mondays to Fridays 09:00–17:00 they are not in service any more; they went to extension 201 (Anna)."],
            Told(Old with { Extensions = [.. Old.Extensions.Where(extension => extension.Number.Value != "201")] }));
    }

    [Fact]
    public void A_number_that_moves_to_another_scheme_is_told()
    {
        var second = new Scheme(2, "Second", [new Plan(1, "Always", [Link("+31205550101", "400")])], TimeZone: "America/New_York");
        var moved = Edited(scheme => scheme with { Plans = scheme.Plans.Change(plan => plan with { Links = [.. plan.Links.Where(link => link.Number.Value != "+31205550101")] }) });
        var text = Assert.Single(Told(moved with { Schemes = moved.Schemes.Add(second) }));
        Assert.StartsWith("+31205550101: ", text, StringComparison.Ordinal);
        Assert.Contains("Mondays to Fridays 03:00–11:00 it goes to extension 400 (Outside) instead of extension 201 (Anna)", text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Told(AccountDocument now) => Told(Old, now);

    private static IReadOnlyList<string> Told(AccountDocument was, AccountDocument now) => [.. Effects.Between(was, now, Now).Select(effect => effect.Text)];

    private static AccountDocument With(Func<Scheme, Scheme> change) => Change(TestAccount.With().Document, change);

    private static AccountDocument Edited(Func<Scheme, Scheme> change) => Change(Old, change);

    private static AccountDocument Change(AccountDocument document, Func<Scheme, Scheme> change) => document with { Schemes = document.Schemes.Change(scheme => scheme.Number == Scheme.Main ? change(scheme) : scheme) };

    private static Link Link(string number, string extension) => new(PhoneNumber.Parse(number), ExtensionNumber.Parse(extension));

    private static WeeklyEntry Entry(Weekday day, int from, int to, int plan) => new(day, ClockTime.At(from), ClockTime.At(to), plan);

    private static Holiday Closed(string from, string to) => new("Closed", CalendarDate.Parse(from), CalendarDate.Parse(to), 2);
}
