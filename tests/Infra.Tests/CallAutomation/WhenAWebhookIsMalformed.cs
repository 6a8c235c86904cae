using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenAWebhookIsMalformed
{
    private const string Played = "\"type\":\"Microsoft.Communication.PlayCompleted\"";

    [Theory]
    [InlineData("", "", "not JSON")]
    [InlineData("hello", "", "not JSON")]
    [InlineData("[{}", "", "not JSON")]
    [InlineData("[] []", "", "not JSON")]
    [InlineData("{}", "", "An array of events")]
    [InlineData("null", "", "An array of events")]
    [InlineData("[5]", "/0", "object")]
    [InlineData("[null]", "/0", "object")]
    [InlineData("[{" + Played + ",\"data\":{}}]", "/0/id", "id")]
    [InlineData("[{\"id\":\"\"," + Played + ",\"data\":{}}]", "/0/id", "id")]
    [InlineData("[{\"id\":7," + Played + ",\"data\":{}}]", "/0/id", "text")]
    [InlineData("[{\"id\":\"1\",\"data\":{}}]", "/0/type", "type")]
    [InlineData("[{\"id\":\"1\"," + Played + "}]", "/0/data", "data")]
    [InlineData("[{\"id\":\"1\"," + Played + ",\"data\":null}]", "/0/data", "data")]
    [InlineData("[{\"id\":\"1\"," + Played + ",\"data\":[1]}]", "/0/data", "object")]
    [InlineData("[{\"id\":\"1\"," + Played + ",\"data\":{\"operationContext\":7}}]", "/0/data/operationContext", "text")]
    [InlineData("[{\"id\":\"\\ud800\"," + Played + ",\"data\":{}}]", "/0/id", "Unicode")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.CallConnected\",\"data\":{}}]", "/0/data/callConnectionId", "leg")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.AddParticipantSucceeded\",\"data\":{}}]", "/0/data/participant", "who")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.MoveParticipantSucceeded\",\"data\":{}}]", "/0/data/participant", "moved")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.ParticipantsUpdated\",\"data\":{}}]", "/0/data/participants", "who")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.ParticipantsUpdated\",\"data\":{\"participants\":[{}]}}]", "/0/data/participants", "who")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.ParticipantsUpdated\",\"data\":{\"participants\":[],\"sequenceNumber\":1.5}}]", "/0/data/sequenceNumber", "number")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.RecognizeCompleted\",\"data\":{\"dtmfResult\":{\"tones\":[\"hum\"]}}}]", "/0/data/dtmfResult/tones", "tone")]
    [InlineData("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.ContinuousDtmfRecognitionToneReceived\",\"data\":{\"tone\":\"hum\"}}]", "/0/data/tone", "tone")]
    public void What_is_wrong_is_named_with_its_place(string body, string place, string word)
    {
        var malformed = Assert.Throws<MalformedWebhookException>(() => CallWebhook.Read(Examples.Body(body)));
        Assert.Contains(malformed.Problems, problem => problem.Pointer == place && problem.Message.Contains(word, StringComparison.Ordinal));
        Assert.Contains(word, malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_a_body_are_told_at_once()
    {
        var malformed = Assert.Throws<MalformedWebhookException>(() => CallWebhook.Read(Examples.Body(
            "[{\"id\":\"1\"," + Played + ",\"data\":{}},{" + Played + "},7,{\"id\":\"4\"}]")));
        Assert.Equal(["/1/id", "/1/data", "/2", "/3/type"], malformed.Problems.Select(problem => problem.Pointer));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    [InlineData(100_000, true)]
    public void More_tones_than_any_question_asks_for_are_refused(int tones, bool isRefused)
    {
        var body = Examples.Body("[{\"id\":\"1\",\"type\":\"Microsoft.Communication.RecognizeCompleted\",\"data\":{\"dtmfResult\":{\"tones\":[" + string.Join(',', Enumerable.Repeat("\"five\"", tones)) + "]}}}]");
        Assert.Equal(isRefused, Record.Exception(() => CallWebhook.Read(body)) is MalformedWebhookException { Problems: [{ Pointer: "/0/data/dtmfResult/tones" }] });
    }

    [Fact]
    public void An_id_that_no_journal_takes_is_refused()
    {
        var body = Examples.Body("[{\"id\":\"" + new string('x', 201) + "\"," + Played + ",\"data\":{}}]");
        Assert.Equal("/0/id", Assert.Single(Assert.Throws<MalformedWebhookException>(() => CallWebhook.Read(body)).Problems).Pointer);
    }

    [Fact]
    public void A_body_that_breaks_off_anywhere_is_told_so()
    {
        foreach (var body in Bodies())
        {
            for (var length = 0; length < body.Length; length++)
            {
                Assert.Throws<MalformedWebhookException>(() => CallWebhook.Read(body[..length]));
                Assert.Throws<MalformedWebhookException>(() => IncomingCallWebhook.Read(body[..length]));
            }
        }
    }

    [Fact]
    public void A_body_with_any_byte_wrong_is_read_or_told_so()
    {
        byte[] wrong = [(byte)'"', (byte)'\\', (byte)'}', (byte)'7', 0xFF];
        var (read, told) = (0, 0);
        foreach (var body in Bodies())
        {
            var changed = body.ToArray();
            for (var at = 0; at < changed.Length; at++)
            {
                var right = changed[at];
                foreach (var value in wrong)
                {
                    changed[at] = value;
                    foreach (var reading in (Action[])[() => CallWebhook.Read(changed), () => IncomingCallWebhook.Read(changed)])
                    {
                        try
                        {
                            reading();
                            read++;
                        }
                        catch (MalformedWebhookException)
                        {
                            told++;
                        }
                    }
                }

                changed[at] = right;
            }
        }

        Assert.True(read > 1000 && told > 1000, $"{read} {told}");
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Bodies()
    {
        foreach (var type in (string[])["CallConnected", "ParticipantsUpdated", "AddParticipantFailed", "RecognizeCompleted"])
        {
            yield return Examples.Body(Examples.Of(type, data => data["operationContext"] = "7.1"));
        }

        yield return Examples.Body("""[{"\u0069d":"caf\u00e9 é 😀","type":"Microsoft.Communication.PlayFailed","data":{"oper\u0061tionContext":"7.1"}}]""");
        yield return Examples.Body(WhenACallArrives.Example);
    }
}
