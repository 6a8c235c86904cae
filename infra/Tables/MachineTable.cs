using System.Globalization;
using Pbx.Engine.Machines;

namespace Pbx.Infra.Tables;

/// <summary>
/// In which table a machine lives (ARCHITECTURE 4, Ends): <c>calls202647</c> for a call whose id begins with <c>202647-</c>, ISO year and week,
/// and <c>floors</c> for a machine whose id names no week and that is never dropped.
/// </summary>
internal static class MachineTable
{
    private const int WeekDigits = 6;

    /// <summary>The table of a machine.</summary>
    /// <exception cref="ArgumentException">The kind cannot be part of a table's name: it has other characters than lower-case letters.</exception>
    public static string Of(MachineKey key)
    {
        if (key.Kind.Length is 0 or > 40 || key.Kind.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            throw new ArgumentException($"“{key.Kind}” is no kind of machine: lower-case letters are expected.", nameof(key));
        }

        return IdNamesWeek(key.Id) ? $"{key.Kind}s{key.Id.AsSpan(0, WeekDigits)}" : $"{key.Kind}s";
    }

    /// <summary>The table of the machines of a kind whose ids name no week.</summary>
    public static string Lasting(string kind) => $"{kind}s";

    /// <summary>Whether the table holds one week's machines and that week was over at the instant.</summary>
    public static bool IsOver(string table, DateTimeOffset instant)
    {
        if (table.Length <= WeekDigits + 1
            || table[^(WeekDigits + 1)] != 's'
            || table.AsSpan(0, table.Length - WeekDigits).ContainsAnyExceptInRange('a', 'z')
            || !TryWeek(table.AsSpan(table.Length - WeekDigits), out var year, out var week))
        {
            return false;
        }

        return ISOWeek.ToDateTime(year, week, DayOfWeek.Monday).AddDays(7) <= instant.UtcDateTime;
    }

    private static bool IdNamesWeek(string id) => id.Length > WeekDigits && id[WeekDigits] == '-' && TryWeek(id.AsSpan(0, WeekDigits), out _, out _);

    private static bool TryWeek(ReadOnlySpan<char> digits, out int year, out int week)
    {
        week = 0;
        return int.TryParse(digits[..4], NumberStyles.None, CultureInfo.InvariantCulture, out year)
            && int.TryParse(digits[4..], NumberStyles.None, CultureInfo.InvariantCulture, out week)
            && year is >= 2000 and < 9999
            && week >= 1
            && week <= ISOWeek.GetWeeksInYear(year);
    }
}
