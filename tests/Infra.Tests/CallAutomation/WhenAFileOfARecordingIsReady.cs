using System.Text;
using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenAFileOfARecordingIsReady
{
    private const string Event = """
        [{
          "id": "7283825e-f8f1-4c61-a9ea-752c56890500",
          "topic": "/subscriptions/0/providers/Microsoft.Communication/CommunicationServices/acs-one",
          "subject": "/recording/call/b7f2a4c1/serverCallId/aHR0cHM6Ly9jb252/recordingId/eyJSZXNvdXJjZSI6IjEifQ",
          "eventType": "Microsoft.Communication.RecordingFileStatusUpdated",
          "data": {
            "recordingStorageInfo": { "recordingChunks": [
              { "documentId": "d", "index": 1, "endReason": "SessionEnded", "contentLocation": "https://store.example.test/recordings/b.wav" },
              { "documentId": "d", "index": 0, "endReason": "ChunkMaximumSizeExceeded", "contentLocation": "https://store.example.test/recordings/a.wav", "metadataLocation": "https://store.example.test/m" } ] },
            "recordingStartTime": "2026-09-01T08:15:30.0000000Z", "recordingDurationMs": 912345, "sessionEndReason": "CallEnded"
          },
          "eventTime": "2026-09-01T08:31:00.0000000Z", "dataVersion": "1.0", "metadataVersion": "1"
        }]
        """;

    [Fact]
    public void Its_parts_are_told_in_their_order_with_the_length_of_all()
    {
        var file = Assert.Single(Read(Event).Files);
        Assert.Equal(("eyJSZXNvdXJjZSI6IjEifQ", TimeSpan.FromMilliseconds(912345)), (file.Recording, file.Length));
        Assert.Equal(["https://store.example.test/recordings/a.wav", "https://store.example.test/recordings/b.wav"], file.Locations.Select(uri => uri.AbsoluteUri));
    }

    [Fact]
    public void A_subscription_is_confirmed()
    {
        var read = Read("""[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","subject":"","data":{"validationCode":"512d38b6","validationUrl":"https://x.example.test"}}]""");
        Assert.Equal("512d38b6", read.ValidationCode);
    }

    [Fact]
    public void Events_of_other_types_are_passed_over() =>
        Assert.Empty(Read("""[{"eventType":"Microsoft.Communication.CallEnded","subject":"x","data":{"recordingStorageInfo":3}}]""").Files);

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var problems = Assert.Throws<MalformedWebhookException>(() => Read("""
            [{ "subject": "/recording/x", "eventType": "Microsoft.Communication.RecordingFileStatusUpdated",
               "data": { "recordingDurationMs": "long", "recordingStorageInfo": { "recordingChunks": [ 5, { "contentLocation": "nowhere" } ] } } }]
            """)).Problems;
        Assert.Equal(
            ["/0/data/recordingDurationMs", "/0/data/recordingStorageInfo/recordingChunks/0", "/0/data/recordingStorageInfo/recordingChunks/1/contentLocation", "/0/subject"],
            problems.Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
    }

    private static RecordingFiles Read(string body) => RecordingFileWebhook.Read(Encoding.UTF8.GetBytes(body));
}
