using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pbx.Domain.Recordings;
using Pbx.Engine.Recordings;

namespace Pbx.Functions.Recordings;

/// <summary>Which recordings a list shows (VMR-118).</summary>
internal sealed record RecordingFilter(string? User, string? Number, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>What a query asks for; nothing when it cannot be read.</summary>
    public static RecordingFilter? Of(IQueryCollection query) =>
        IsInstant(query["from"], out var from) && IsInstant(query["to"], out var to) ? new RecordingFilter(Text(query["user"]), Text(query["number"]), from, to) : null;

    /// <summary>Whether a recording is among them.</summary>
    public bool Matches(Recording recording) =>
        (User is null || (recording.Purpose is RecordingPurpose.Conversation conversation && conversation.User.Value == User))
        && (Number is null || recording.Caller.ToString() == Number || recording.Dialled.ToString() == Number || recording.Other?.ToString() == Number)
        && !(recording.At < From)
        && !(recording.At >= To);

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static bool IsInstant(string? value, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(value))
        {
            return true;
        }

        var isRead = DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read);
        instant = read;
        return isRead;
    }
}
