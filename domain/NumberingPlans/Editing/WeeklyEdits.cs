using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>
/// Adds, changes and deletes entries of a scheme's week (NPL-042 to NPL-055). An entry is addressed by its times, because no two have the same: <c>monday-0900-1700</c>,
/// <c>friday-1700-monday-0800</c>.
/// </summary>
public static class WeeklyEdits
{
    /// <summary>One entry for each day (NPL-049).</summary>
    public static Edit Add(AccountDocument document, int scheme, WeeklyWish wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        var problems = new List<Problem>();
        if (wish.EndDay is not null && wish.Days.Count > 1)
        {
            problems.Add(new Problem("/endDay", "A period has one start day: name one day, or leave out the end day."));
        }

        for (var i = 0; i < wish.Days.Count; i++)
        {
            if (wish.Days.Take(i).Contains(wish.Days[i]))
            {
                problems.Add(new Problem($"/days/{i}", $"{wish.Days[i]} is there twice."));
            }
        }

        if (problems.Count > 0)
        {
            return new Edit.Refused(ValueList.From(problems));
        }

        var there = WeeklyEntries.Of(edited.Scheme);
        var wished = wish.Days.Select(day => new WeeklyEntry(day, wish.Start, wish.End, wish.Plan, wish.EndDay)).ToList();
        return edited.Done(
            edited.Scheme with { Weekly = [.. there, .. wished] },
            $"{Words(wished)} {(wished.Count == 1 ? "runs" : "run")} plan {wish.Plan}.",
            [.. wished.Select((_, i) => new Landing($"/weekly/{there.Count + i}", ""))],
            wished.Count == 1 ? WeeklyEntries.IdOf(wished[0]) : null);
    });

    /// <summary>Puts another entry in the place of one.</summary>
    public static Edit Change(AccountDocument document, int scheme, string id, WeeklyEntry wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        var there = WeeklyEntries.Of(edited.Scheme);
        return WeeklyEntries.Find(there, id) is not { } index
            ? new Edit.Missing()
            : edited.Done(
                edited.Scheme with { Weekly = [.. there.Select((entry, i) => i == index ? wish : entry)] },
                $"{wish} runs plan {wish.Plan}, in place of {there[index]}, which ran plan {there[index].Plan}.",
                [new Landing($"/weekly/{index}", "")],
                WeeklyEntries.IdOf(wish));
    });

    /// <summary>Deletes an entry.</summary>
    public static Edit Remove(AccountDocument document, int scheme, string id) => EditedScheme.Change(document, scheme, edited =>
    {
        var there = WeeklyEntries.Of(edited.Scheme);
        return WeeklyEntries.Find(there, id) is not { } index
            ? new Edit.Missing()
            : edited.Done(edited.Scheme with { Weekly = [.. there.Where((_, i) => i != index)] }, $"{there[index]} is deleted; it ran plan {there[index].Plan}.");
    });

    private static string Words(List<WeeklyEntry> entries) => entries.Count switch
    {
        0 => "no day",
        1 => $"{entries[0]}",
        _ => WeekTable.Words([.. entries.Select(entry => new WeekStretch(entry.From, Math.Max(1, entry.Length)))]),
    };
}

/// <summary>Entries of the week that somebody wishes: per day for each of some days, or one period (NPL-042 to NPL-047).</summary>
public sealed record WeeklyWish(
    [property: Description("The days on which it starts; with an end day only one."), Length(1, 7)] ValueList<Weekday> Days,
    [property: Description("When it starts.")] ClockTime Start,
    [property: Description("When it ends; that minute is no longer part of it. Without an end day an end that is earlier than the start is on the next day.")] ClockTime End,
    [property: Description("The plan that has its turn."), Range(1, 99)] int Plan,
    [property: Description("The day on which a period ends; left out: entries per day.")] Weekday? EndDay = null);
