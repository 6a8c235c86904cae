using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Time;

/// <summary>A time of day to the minute, as a clock on the wall shows it: 00:00 to 24:00, where 24:00 is the end of the day (NPL-044).</summary>
[JsonConverter(typeof(TextJson<ClockTime>))]
public readonly record struct ClockTime : IWrittenAsText<ClockTime>, IComparable<ClockTime>
{
    private const int PerHour = 60;

    private ClockTime(int minutes) => Minutes = minutes;

    /// <inheritdoc/>
    public static string Expected => "A time is expected here, from 00:00 to 24:00, such as 09:00.";

    /// <inheritdoc/>
    public static string? Pattern => "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

    /// <inheritdoc/>
    public static string? Example => "09:00";

    /// <summary>The end of the day.</summary>
    public static ClockTime EndOfDay { get; } = new(24 * PerHour);

    /// <summary>Minutes since the day began: 0 to 1,440.</summary>
    public int Minutes { get; }

    /// <inheritdoc/>
    public string Value => string.Create(5, Minutes, static (text, minutes) =>
    {
        var (hour, minute) = Math.DivRem(minutes, PerHour);
        text[0] = (char)('0' + (hour / 10));
        text[1] = (char)('0' + (hour % 10));
        text[2] = ':';
        text[3] = (char)('0' + (minute / 10));
        text[4] = (char)('0' + (minute % 10));
    });

    /// <summary>The time that many minutes after the day began.</summary>
    public static ClockTime At(int hour, int minute = 0) =>
        hour is >= 0 and < 24 && minute is >= 0 and < PerHour || (hour, minute) == (24, 0)
            ? new ClockTime((hour * PerHour) + minute)
            : throw new ArgumentOutOfRangeException(nameof(hour), hour, "A day has 24 hours of 60 minutes.");

    /// <summary>Reads five characters: two digits, a colon, two digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClockTime value)
    {
        value = default;
        if (text is not { Length: 5 } || text[2] != ':' || !Two(text, 0, out var hour) || !Two(text, 3, out var minute) || minute >= PerHour || (hour >= 24 && (hour, minute) != (24, 0)))
        {
            return false;
        }

        value = new ClockTime((hour * PerHour) + minute);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ClockTime other) => Minutes.CompareTo(other.Minutes);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether a time is earlier than another.</summary>
    public static bool operator <(ClockTime left, ClockTime right) => left.Minutes < right.Minutes;

    /// <summary>Whether a time is later than another.</summary>
    public static bool operator >(ClockTime left, ClockTime right) => left.Minutes > right.Minutes;

    /// <summary>Whether a time is not later than another.</summary>
    public static bool operator <=(ClockTime left, ClockTime right) => left.Minutes <= right.Minutes;

    /// <summary>Whether a time is not earlier than another.</summary>
    public static bool operator >=(ClockTime left, ClockTime right) => left.Minutes >= right.Minutes;

    private static bool Two(string text, int from, out int value) => int.TryParse(text.AsSpan(from, 2), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
