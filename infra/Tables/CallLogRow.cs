namespace Pbx.Infra.Tables;

/// <summary>
/// Where a call stands in its account's log. A call's id is week, inverted arrival and hash (<c>202647-7e1b5c0d3a2-90af…</c>); without the week, ids in
/// ordinal order are calls from the newest on, over all weeks.
/// </summary>
internal static class CallLogRow
{
    /// <summary>The row of a call by its id, so that one call is found with one read.</summary>
    public static string Of(string callId)
    {
        var afterWeek = callId.Length > 7 && callId[6] == '-' && !callId.AsSpan(0, 6).ContainsAnyExceptInRange('0', '9');
        return RowKey.Safe(afterWeek ? callId[7..] : callId);
    }
}
