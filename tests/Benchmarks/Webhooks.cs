using System.Text;

namespace Pbx.Benchmarks;

/// <summary>Webhook bodies as the network writes them (tests/Data/azure/event-examples.json).</summary>
internal static class Webhooks
{
    public const string Connection = "3f1c5f00-9a52-4c0e-8d0b-7a10c7f0a001";
    private const string Device = "8:acs:user50";

    public static byte[] Connected(string id) => Event(id, "CallConnected", "1.0", "\"code\":200,\"subCode\":0,\"message\":\"Call connected.\"", "");

    public static byte[] Digits(string id, string of, string tone) => Event(
        id, "RecognizeCompleted", of, "\"code\":200,\"subCode\":8531,\"message\":\"Action completed, max digits received.\"", $$""","recognitionType":"dtmf","dtmfResult":{"tones":["{{tone}}"]}""");

    public static byte[] PhoneAnswered(string id, string of) => Event(
        id,
        "AddParticipantSucceeded",
        of,
        "\"code\":200,\"subCode\":0,\"message\":\"Action completed successfully.\"",
        $$$""","participant":{"kind":"communicationUser","rawId":"{{{Device}}}","communicationUser":{"id":"{{{Device}}}"}}""");

    public static byte[] Played(string id, string of) => Event(id, "PlayCompleted", of, "\"code\":200,\"subCode\":0,\"message\":\"Action completed successfully.\"", "");

    public static byte[] Disconnected(string id) => Event(
        id, "CallDisconnected", "1.0", "\"code\":487,\"subCode\":0,\"message\":\"The conversation has ended because the caller cancelled.\"", "");

    private static byte[] Event(string id, string type, string context, string result, string more) => Encoding.UTF8.GetBytes($$$"""
        [{"id":"{{{id}}}","source":"calling/callConnections/{{{Connection}}}","type":"Microsoft.Communication.{{{type}}}","data":{"callConnectionId":"{{{Connection}}}","serverCallId":"aHR0cHM6Ly9jb252LXRlc3QtMDEuY29udi5leGFtcGxlLnRlc3QvY29udi9RbTluWkdGdVUybHRkV3hoZEc5eT9pPTEmZT02Mzg5MDAwMDAwMDAwMDAwMDA=","correlationId":"b7f2a4c1-0c64-4d5a-9f0e-2d1f0a7e5511","operationContext":"{{{context}}}","resultInformation":{{{{result}}}}{{{more}}}},"time":"2026-09-01T08:15:00.1234567+00:00","specversion":"1.0","datacontenttype":"application/json","subject":"calling/callConnections/{{{Connection}}}"}]
        """);
}
