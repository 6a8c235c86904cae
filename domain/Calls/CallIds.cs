using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pbx.Domain.Calls;

/// <summary>
/// The ids of calls: the week whose table holds the call, the instant of arrival counted backwards so that newer calls come first, and a hash of the event that told of it, so that a repeat of the
/// event meets the same call. <c>202647-1a2b3c4d5e6-0123456789abcdef</c>.
/// </summary>
public static class CallIds
{
    private static readonly long End = DateTimeOffset.Parse("2500-01-01T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>The id of the call that an event told of.</summary>
    /// <param name="eventId">The event's id; the same for every delivery of it.</param>
    /// <param name="eventTime">The event's own time; the same for every delivery of it.</param>
    public static string Of(string eventId, DateTimeOffset eventTime)
    {
        ArgumentNullException.ThrowIfNull(eventId);
        var time = eventTime.UtcDateTime;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(eventId), hash);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ISOWeek.GetYear(time):0000}{ISOWeek.GetWeekOfYear(time):00}-{End - eventTime.ToUnixTimeMilliseconds():x11}-{Convert.ToHexStringLower(hash[..8])}");
    }

    /// <summary>Whether a text that came from outside has the form of an id.</summary>
    public static bool IsOne(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length != 35 || id[6] != '-' || id[18] != '-')
        {
            return false;
        }

        for (var i = 0; i < id.Length; i++)
        {
            var isDigit = id[i] is >= '0' and <= '9';
            if (i is not (6 or 18) && !isDigit && (i < 6 || id[i] is not (>= 'a' and <= 'f')))
            {
                return false;
            }
        }

        return true;
    }
}
