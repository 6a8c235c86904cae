using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Domain.Time;
using static Pbx.Domain.Tests.NumberingPlans.Editing.Draft;

namespace Pbx.Domain.Tests.NumberingPlans.Editing;

public sealed class WhenTheWeekIsEdited
{
    [Fact]
    [Trait("Rule", "NPL-043")]
    [Trait("Rule", "NPL-049")]
    public void Several_days_make_one_entry_each_and_each_is_changed_on_its_own()
    {
        var added = Saved(WeeklyEdits.Add(Account, 1, Wish<WeeklyWish>("""{ "days": ["tuesday", "friday"], "start": "12:00", "end": "13:00", "plan": 1 }""")));
        Assert.Equal(["Monday 00:00–Sunday 24:00", "Monday 09:00–17:00", "Tuesday 12:00–13:00", "Friday 12:00–13:00"], added.MainScheme().Weekly!.Value.Select(entry => $"{entry}"));
        Assert.Equal("Scheme 1 (Test): Tuesdays and Fridays 12:00–13:00 run plan 1.", added.What);
        var changed = Saved(WeeklyEdits.Change(added.Document, 1, "friday-1200-1300", Wish<WeeklyEntry>("""{ "day": "friday", "start": "12:00", "end": "14:00", "plan": 2 }""")));
        Assert.Equal(["Tuesday 12:00–13:00 1", "Friday 12:00–14:00 2"], changed.MainScheme().Weekly!.Value.Skip(2).Select(entry => $"{entry} {entry.Plan}"));
        Assert.Equal("friday-1200-1400", changed.Made);
        Assert.Equal(3, Saved(WeeklyEdits.Remove(changed.Document, 1, "tuesday-1200-1300")).MainScheme().Weekly!.Value.Count);
        Assert.IsType<Edit.Missing>(WeeklyEdits.Remove(Account, 1, "tuesday-1200-1300"));
        Assert.IsType<Edit.Missing>(WeeklyEdits.Change(Account, 1, "sometimes", changed.MainScheme().Weekly!.Value[0]));
    }

    [Theory]
    [Trait("Rule", "NPL-045")]
    [Trait("Rule", "NPL-050")]
    [Trait("Rule", "NPL-052")]
    [InlineData("""{ "days": ["friday"], "start": "17:00", "endDay": "monday", "end": "08:00", "plan": 1 }""", "friday-1700-monday-0800", "Friday 17:00–Monday 08:00")]
    [InlineData("""{ "days": ["sunday"], "start": "22:00", "end": "06:00", "plan": 1 }""", "sunday-2200-0600", "Sunday 22:00–06:00")]
    [InlineData("""{ "days": ["sunday"], "start": "00:00", "end": "24:00", "plan": 1 }""", "sunday-0000-2400", "Sunday 00:00–24:00")]
    public void Periods_and_nights_go_over_midnight(string wish, string id, string text)
    {
        var added = Saved(WeeklyEdits.Add(Account, 1, Wish<WeeklyWish>(wish)));
        Assert.Equal((id, text), (added.Made, $"{added.MainScheme().Weekly!.Value[^1]}"));
    }

    [Theory]
    [Trait("Rule", "NPL-044")]
    [Trait("Rule", "NPL-051")]
    [Trait("Rule", "NPL-055")]
    [InlineData("""{ "days": ["tuesday"], "start": "09:00", "end": "09:00", "plan": 1 }""", "/end")]
    [InlineData("""{ "days": ["tuesday"], "start": "24:00", "end": "09:00", "plan": 1 }""", "/start")]
    [InlineData("""{ "days": ["monday"], "start": "09:00", "end": "17:00", "plan": 2 }""", "")]
    [InlineData("""{ "days": ["tuesday"], "start": "09:00", "end": "17:00", "plan": 7 }""", "/plan")]
    [InlineData("""{ "days": ["tuesday", "tuesday"], "start": "09:00", "end": "17:00", "plan": 1 }""", "/days/1")]
    [InlineData("""{ "days": ["tuesday", "friday"], "start": "09:00", "endDay": "sunday", "end": "17:00", "plan": 1 }""", "/endDay")]
    public void What_cannot_be_an_entry_is_refused_with_its_place(string wish, string pointer) =>
        Assert.Equal([pointer], Refused(WeeklyEdits.Add(Account, 1, Wish<WeeklyWish>(wish))).Select(problem => problem.Pointer));

    [Fact]
    [Trait("Rule", "NPL-053")]
    public void A_period_that_ends_where_it_starts_is_refused_and_the_whole_week_is_none() => Assert.Equal(
        ["/end"],
        Refused(WeeklyEdits.Add(Account, 1, Wish<WeeklyWish>("""{ "days": ["tuesday"], "start": "09:00", "endDay": "tuesday", "end": "09:00", "plan": 1 }"""))).Select(problem => problem.Pointer));

    [Fact]
    public void Every_mistake_of_shape_is_named_at_once() => Assert.Equal(
        ["/days/1", "/end", "/plan", "/start"],
        Misshapen<WeeklyWish>("""{ "days": ["monday", "someday"], "start": "24:30", "end": 9, "plan": 100 }""").Select(problem => problem.Pointer).Order(StringComparer.Ordinal));

    [Fact]
    [Trait("Rule", "NPL-047")]
    public void An_empty_plan_is_taken_with_a_warning()
    {
        var empty = Edited(scheme => scheme with { Plans = scheme.Plans.Add(new Plan(3, "Lunch", [])) });
        Assert.Equal(["/plan"], Warned(WeeklyEdits.Add(empty, 1, Wish<WeeklyWish>("""{ "days": ["tuesday"], "start": "12:00", "end": "13:00", "plan": 3 }"""))));
    }

    [Fact]
    [Trait("Rule", "NPL-011")]
    public void The_first_entry_joins_the_week_that_every_scheme_begins_with()
    {
        var added = Saved(WeeklyEdits.Add(Account, 4, Wish<WeeklyWish>("""{ "days": ["tuesday"], "start": "12:00", "end": "13:00", "plan": 1 }""")));
        Assert.Equal(["Monday 00:00–Sunday 24:00", "Tuesday 12:00–13:00"], added.Document.Schemes[1].Weekly!.Value.Select(entry => $"{entry}"));
        Assert.Empty(Saved(WeeklyEdits.Remove(Account, 4, "monday-0000-sunday-2400")).Document.Schemes[1].Weekly!.Value);
    }

    [Fact]
    [Trait("Rule", "NPL-057")]
    public void Entries_are_sorted_by_their_start_the_longest_first()
    {
        ValueList<WeeklyEntry> week =
            [Office.Entry(Weekday.Tuesday, "09:00", "10:00", 1), Office.Entry(Weekday.Monday, "00:00", "08:00", 1), Office.Entry(Weekday.Tuesday, "09:00", "17:00", 1), WeeklyEntry.WholeWeek(2)];
        Assert.Equal(
            ["Monday 00:00–Sunday 24:00", "Monday 00:00–08:00", "Tuesday 09:00–17:00", "Tuesday 09:00–10:00"], WeeklyEntries.Sorted(Account.Schemes[0] with { Weekly = week }).Select(entry => $"{entry}"));
    }
}
