using Pbx.Domain.Calls;

namespace Pbx.Infra.CallAutomation;

/// <summary>
/// What the result codes of events mean (azure-docs, communication-services, "troubleshooting response codes" for calling, and the reason codes of media events). Texts vary and
/// are never looked at.
/// </summary>
public static class ResultCode
{
    /// <summary>The caller pressed nothing after the prompt.</summary>
    public const int NoFirstKey = 8510;

    /// <summary>The caller pressed fewer keys than asked for.</summary>
    public const int NoNextKey = 8532;

    /// <summary>The caller pressed a key that ends the collection.</summary>
    public const int StopKey = 8514;

    /// <summary>Why a phone was not reached; nothing when the event says nothing of that, because another device of the same user answered.</summary>
    /// <param name="code">Like a status of SIP; 0 for what the platform did.</param>
    /// <param name="subCode">Says more; for public numbers 560000 and the status of the far end, or 540000 and our own.</param>
    /// <param name="isNumber">Whether a public number was rung.</param>
    public static NotReached? WhyNotReached(int? code, int? subCode, bool isNumber) => (code, Short(subCode)) switch
    {
        (486 or 600, _) => NotReached.Busy,
        (480, 60480) => NotReached.NoAnswer,
        (480, _) => isNumber ? NotReached.NoAnswer : NotReached.Unreachable, // a web phone or Teams user that is not registered
        (408, _) or (487, 10004) => NotReached.NoAnswer,
        (603 or 607, _) or (487, 10024) or (0, 5003) => NotReached.Declined,
        (487, 10003) => null,
        (487, 0 or 40487 or 60487) or (497, 60487) => NotReached.Withdrawn,
        (403, 10403) => NotReached.CallerIdRefused,
        (403, 10105 or 11532) => NotReached.Unreachable, // not allowed to call this target; no trunk for this number
        (404 or 484 or 604, _) or (410, 60410) => NotReached.Unassigned,
        _ => NotReached.Failed,
    };

    // The same code is listed with and without a leading 5.
    private static int? Short(int? subCode) => subCode is >= 500_000 and < 600_000 ? subCode - 500_000 : subCode;
}
