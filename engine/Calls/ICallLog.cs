using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;

namespace Pbx.Engine.Calls;

/// <summary>The finished calls of an account, newest first.</summary>
public interface ICallLog
{
    /// <summary>Puts a call into the log; the same call again replaces itself.</summary>
    Task File(AccountId account, CallRecord record, CancellationToken cancel);

    /// <summary>One call, or nothing.</summary>
    Task<CallRecord?> Find(AccountId account, string id, CancellationToken cancel);

    /// <summary>Calls from the newest on, at most so many, and what to ask for the next ones with (nothing: there are no more).</summary>
    Task<CallPage> List(AccountId account, int most, string? after, CancellationToken cancel);
}

/// <summary>A page of the call log.</summary>
public sealed record CallPage(IReadOnlyList<CallRecord> Calls, string? After);
