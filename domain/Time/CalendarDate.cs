using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Time;

/// <summary>A date of the calendar, from 2000-01-01 to 2199-12-31; no time zone is meant until somebody names one.</summary>
[JsonConverter(typeof(TextJson<CalendarDate>))]
public readonly record struct CalendarDate : IWrittenAsText<CalendarDate>, IComparable<CalendarDate>
{
    private readonly LocalDate? date;

    private CalendarDate(LocalDate date) => this.date = date;

    /// <inheritdoc/>
    public static string Expected => "A date is expected here, from 2000-01-01 to 2199-12-31, such as 2026-12-25.";

    // every date that exists, and no other: a document that fits its schema can be read
    /// <inheritdoc/>
    public static string? Pattern =>
        "^(2[01][0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
        + "|(20([02468][048]|[13579][26])|21(0[48]|[2468][048]|[13579][26]))-02-29)$";

    /// <inheritdoc/>
    public static string? Example => "2026-12-25";

    /// <summary>The date.</summary>
    public LocalDate Date => date ?? new LocalDate(2000, 1, 1);

    /// <inheritdoc/>
    public string Value => string.Create(CultureInfo.InvariantCulture, $"{Date.Year:0000}-{Date.Month:00}-{Date.Day:00}");

    /// <summary>A date that is known to lie in those two centuries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static CalendarDate Of(LocalDate date) => date.Year is >= 2000 and <= 2199 ? new(date) : throw new ArgumentOutOfRangeException(nameof(date), date, Expected);

    /// <summary>Reads year, month and day, with hyphens between them.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CalendarDate value)
    {
        value = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 2000 or > 2199)
        {
            return false;
        }

        value = new CalendarDate(LocalDate.FromDateOnly(date));
        return true;
    }

    /// <summary>Reads a date that is known to be one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CalendarDate Parse(string text) => TryParse(text, out var date) ? date : throw new FormatException($"“{text}” is no date.");

    /// <inheritdoc/>
    public bool Equals(CalendarDate other) => Date == other.Date;

    /// <inheritdoc/>
    public override int GetHashCode() => Date.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(CalendarDate other) => Date.CompareTo(other.Date);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether a date is before another.</summary>
    public static bool operator <(CalendarDate left, CalendarDate right) => left.Date < right.Date;

    /// <summary>Whether a date is after another.</summary>
    public static bool operator >(CalendarDate left, CalendarDate right) => left.Date > right.Date;

    /// <summary>Whether a date is not after another.</summary>
    public static bool operator <=(CalendarDate left, CalendarDate right) => left.Date <= right.Date;

    /// <summary>Whether a date is not before another.</summary>
    public static bool operator >=(CalendarDate left, CalendarDate right) => left.Date >= right.Date;
}
