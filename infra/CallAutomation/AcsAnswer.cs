using System.Globalization;
using System.Text.Json;
using Azure;
using Pbx.Domain.Calls;
using Pbx.Engine.Calls;

namespace Pbx.Infra.CallAutomation;

/// <summary>What it means when the network does not take a command. Its own texts are left out: they can hold numbers, and codes say more.</summary>
public static class AcsAnswer
{
    /// <summary>What the call is told; nothing when asking again may help.</summary>
    public static Outcome? Outcome(RequestFailedException answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Status switch
        {
            _ when WasTakenBefore(answer) => new Outcome.Accepted(),
            404 => new Outcome.CallGone(),
            401 or 408 or 429 => null, // keys are renewed, and the network recovers
            >= 400 and < 500 => new Outcome.Refused($"the network answered {Code(answer)}"),
            _ => null,
        };
    }

    /// <summary>The exception to throw when asking again may help; nothing when the fault is ours.</summary>
    public static NetworkTroubleException? Trouble(Exception trouble, string command) => trouble switch
    {
        RequestFailedException { Status: > 0 } answer => new NetworkTroubleException($"{command}: the network answered {Code(answer)}."),
        RequestFailedException or AggregateException => new NetworkTroubleException($"{command}: the network was not reached.", trouble),
        OperationCanceledException => new NetworkTroubleException($"{command}: the network did not answer in time.", trouble),
        JsonException => new NetworkTroubleException($"{command}: the answer of the network was not understood.", trouble),
        _ => null,
    };

    // A repeat after a crash has the id of the first request, but another time of first sending, which the client takes from the clock. Communication Services that follow
    // OASIS Repeatable Requests say to that: 400, rejected (learn.microsoft.com, rest/api/communication/repeatable-requests). Our ids and times are well-formed, so it can
    // mean nothing else than that the command was taken before.
    private static bool WasTakenBefore(RequestFailedException answer) =>
        answer.Status is 400 or 412
        && answer.GetRawResponse() is { } response
        && response.Headers.TryGetValue("Repeatability-Result", out var result)
        && string.Equals(result, "rejected", StringComparison.OrdinalIgnoreCase);

    private static string Code(RequestFailedException answer) =>
        answer.ErrorCode is { Length: > 0 and <= 64 } code ? string.Create(CultureInfo.InvariantCulture, $"{answer.Status} ({code})") : answer.Status.ToString(CultureInfo.InvariantCulture);
}
