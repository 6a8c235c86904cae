using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Pbx.Domain.Documents;
using Pbx.Domain.Time;

namespace Pbx.Domain.Explanations;

/// <summary>
/// When a call is tried out, from 2000 to 2199: a date and a time as the account's wall clock shows them, or an instant with its distance from UTC. A time that the clock skips is the first instant after the
/// gap (NPL-146), one that it shows twice its first occurrence (NPL-147).
/// </summary>
[JsonConverter(typeof(TextJson<PointInTime>))]
public readonly record struct PointInTime : IWrittenAsText<PointInTime>
{
    private static readonly string[] Local = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];
    private static readonly string[] WithOffset = ["yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mmZ", "yyyy-MM-ddTHH:mm:ssZ"];

    private PointInTime(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "A date and a time are expected here, such as 2026-12-25T12:00 by the clock of the account, or 2026-12-25T11:00:00Z.";

    /// <inheritdoc/>
    public static string? Pattern => $"^{CalendarDate.Pattern?.Trim('^', '$')}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?$";

    /// <inheritdoc/>
    public static string? Example => "2026-12-25T12:00";

    /// <inheritdoc/>
    public string Value => field ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out PointInTime value)
    {
        value = default;
        if (text is null || (LocalTime(text) ?? Instant(text)?.DateTime) is not { Year: >= 2000 and <= 2199 })
        {
            return false;
        }

        value = new PointInTime(text);
        return true;
    }

    /// <summary>Reads one that is known to be one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PointInTime Parse(string text) => TryParse(text, out var value) ? value : throw new FormatException(Expected);

    /// <summary>The instant, by the wall clock of a zone where no distance from UTC is written.</summary>
    public DateTimeOffset In(string zone) => LocalTime(Value) is { } local
        ? Zones.At(LocalDateTime.FromDateTime(local), Zones.Of(zone)).ToDateTimeOffset()
        : Instant(Value)?.ToUniversalTime() ?? default;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static DateTime? LocalTime(string text) =>
        DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}
