using System.Globalization;

namespace Pbx.Infra.Tables;

/// <summary>Tables that hold what belongs to one month of UTC, <c>queuestays2026m11</c>, so that old months are forgotten by dropping them; the weeks of machines (<see cref="MachineTable"/>) are named otherwise.</summary>
internal static class MonthTable
{
    private const string Form = "yyyy'm'MM";

    /// <summary>The table of the month in which a day lies.</summary>
    public static string Of(string name, DateOnly day) => name + day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The tables of the months from one day to another, both included, in order.</summary>
    public static IEnumerable<string> Between(string name, DateOnly first, DateOnly last)
    {
        for (var month = FirstOf(first); month <= last; month = month.AddMonths(1))
        {
            yield return Of(name, month);
        }
    }

    /// <summary>Drops the tables of a name whose month was over before a day; answers which.</summary>
    public static async Task<IReadOnlyList<string>> DropBefore(TableAccount storage, string name, DateOnly day, CancellationToken cancel)
    {
        var dropped = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var table in storage.Names(cancel))
        {
            if (table.StartsWith(name, StringComparison.Ordinal) && DateOnly.TryParseExact(table[name.Length..], Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month < FirstOf(day))
            {
                dropped.Add(table);
            }
        }

        foreach (var table in dropped)
        {
            await storage.Drop(table, cancel);
        }

        return [.. dropped];
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
