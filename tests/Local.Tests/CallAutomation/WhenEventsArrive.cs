using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Communication;
using Azure.Communication.CallAutomation;
using Azure.Messaging;

namespace Pbx.Local.Tests.CallAutomation;

public sealed class WhenEventsArrive
{
    private static readonly byte[] All = File.ReadAllBytes(AzureData.PathOf("event-examples.json"));

    public static TheoryData<string> Types => new(JsonNode.Parse(All)!.AsArray().Select(e => Name(e!)));

    [Fact]
    public void Every_example_becomes_the_event_of_its_name()
    {
        var names = JsonNode.Parse(All)!.AsArray().Select(e => Name(e!)).ToArray();
        var concrete = typeof(CallAutomationEventBase).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(CallAutomationEventBase)));

        Assert.Equal(names, CallAutomationEventParser.ParseMany(BinaryData.FromBytes(All)).Select(e => e!.GetType().Name));
        Assert.Equal(names, CallAutomationEventParser.ParseMany(CloudEvent.ParseMany(BinaryData.FromBytes(All))).Select(e => e!.GetType().Name));
        Assert.Equal(names.Order(), concrete.Select(t => t.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_member_of_an_example_is_read(string type)
    {
        var data = Example(type)["data"]!.AsObject();
        var read = CallAutomationEventParser.Parse(data.ToJsonString(), "Microsoft.Communication." + type)!;

        foreach (var (name, value) in data)
        {
            var property = name switch
            {
                "dtmfResult" => read.GetType().GetProperty("RecognizeResult"),
                _ => read.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]),
            };
            Assert.True(property is not null, $"{type} has no {name}.");
            Same(value!, property.GetValue(read), name);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_event_reads_its_own_data(string type)
    {
        var read = typeof(CallAutomationEventBase).Assembly.GetType("Azure.Communication.CallAutomation." + type)!
            .GetMethod("Deserialize")!.Invoke(null, [Example(type)["data"]!.ToJsonString()]);

        Assert.Equal(type, read!.GetType().Name);
        Assert.Equal("3f1c5f00-9a52-4c0e-8d0b-7a10c7f0a001", ((CallAutomationEventBase)read).CallConnectionId);
    }

    [Fact]
    public void Keys_are_read_in_order()
    {
        var completed = Assert.IsType<RecognizeCompleted>(Parse(Example("RecognizeCompleted")));

        Assert.Equal(CallMediaRecognitionType.Dtmf, completed.RecognitionType);
        var keys = Assert.IsType<DtmfResult>(completed.RecognizeResult);
        Assert.Equal("12#", keys.ConvertToString());
        Assert.Equal(RecognizeResultType.DtmfResult, keys.ResultType);
        Assert.Equal(8531, completed.ResultInformation!.SubCode);
    }

    [Fact]
    public void Choices_and_speech_are_read()
    {
        var example = Example("RecognizeCompleted");
        example["data"]!.AsObject().Remove("dtmfResult");
        example["data"]!["choiceResult"] = JsonNode.Parse("""{"label":"Sales","recognizedPhrase":"sales please","confidence":0.75}""");
        var choice = Assert.IsType<ChoiceResult>(((RecognizeCompleted)Parse(example)!).RecognizeResult);
        example["data"]!.AsObject().Remove("choiceResult");
        example["data"]!["speechResult"] = JsonNode.Parse("""{"speech":"hello","confidence":1}""");
        var speech = Assert.IsType<SpeechResult>(((RecognizeCompleted)Parse(example)!).RecognizeResult);

        Assert.Equal(("Sales", "sales please", 0.75), (choice.Label, choice.RecognizedPhrase, choice.Confidence));
        Assert.Equal(("hello", 1d), (speech.Speech, speech.Confidence));
    }

    [Fact]
    public void The_reason_of_a_failure_is_its_sub_code()
    {
        var play = Assert.IsType<PlayFailed>(Parse(Example("PlayFailed")));
        var recognize = Assert.IsType<RecognizeFailed>(Parse(Example("RecognizeFailed")));

        Assert.Equal(MediaEventReasonCode.PlayDownloadFailed, play.ReasonCode);
        Assert.Equal(0, play.FailedPlaySourceIndex);
        Assert.Equal(MediaEventReasonCode.RecognizeInitialSilenceTimedOut, recognize.ReasonCode);
        Assert.Equal(8510, recognize.ReasonCode.GetReasonCodeValue());
        Assert.Null(recognize.FailedPlaySourceIndex);
    }

    [Fact]
    public void What_the_service_leaves_out_is_absent()
    {
        var tone = Assert.IsType<ContinuousDtmfRecognitionToneReceived>(CallAutomationEventParser.Parse("""{"callConnectionId":"1"}""", "Microsoft.Communication.ContinuousDtmfRecognitionToneReceived"));
        var recording = Assert.IsType<RecordingStateChanged>(CallAutomationEventParser.Parse("{}", "Microsoft.Communication.RecordingStateChanged"));
        var play = Assert.IsType<PlayFailed>(CallAutomationEventParser.Parse("""{"resultInformation":null}""", "Microsoft.Communication.PlayFailed"));

        Assert.Equal((null, null, null, null), (tone.Tone, tone.SequenceId, tone.OperationContext, tone.ResultInformation));
        Assert.Equal((null, null, null), (recording.RecordingKind, recording.StartDateTime, recording.RecordingId));
        Assert.Throws<InvalidOperationException>(() => play.ReasonCode.GetReasonCodeValue());
    }

    [Fact]
    public void An_unknown_type_is_null_in_its_place_whatever_its_data()
    {
        var unknown = Example("PlayStarted");
        unknown["type"] = "Microsoft.Communication.PhoneMelted";
        unknown["data"] = JsonNode.Parse("""[{"callConnectionId":7}]""");
        var body = BinaryData.FromString($"[{Example("CallConnected").ToJsonString()},{unknown.ToJsonString()},{Example("PlayStarted").ToJsonString()}]");

        Assert.Equal([typeof(CallConnected), null, typeof(PlayStarted)], CallAutomationEventParser.ParseMany(body).Select(e => e?.GetType()));
        Assert.Equal([typeof(CallConnected), null, typeof(PlayStarted)], CallAutomationEventParser.ParseMany(CloudEvent.ParseMany(body)).Select(e => e?.GetType()));
        Assert.Null(Parse(unknown));
    }

    [Fact]
    public void The_data_may_come_before_the_type_or_in_base_64()
    {
        var example = Example("PlayStarted");
        var reordered = new JsonObject(example.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        var encoded = Example("PlayStarted");
        encoded["data_base64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(encoded["data"]!.ToJsonString()));
        encoded.Remove("data");

        Assert.Equal("moh-1", Parse(reordered)!.OperationContext);
        Assert.Equal("moh-1", Parse(encoded)!.OperationContext);
    }

    [Fact]
    public void An_event_alone_is_a_body_too_and_two_are_not_one()
    {
        Assert.IsType<PlayStarted>(Assert.Single(CallAutomationEventParser.ParseMany(BinaryData.FromString(Example("PlayStarted").ToJsonString()))));
        Assert.Throws<ArgumentException>(() => CallAutomationEventParser.Parse(BinaryData.FromBytes(All)));
        Assert.Empty(CallAutomationEventParser.ParseMany(BinaryData.FromString("[]")));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    [InlineData("specversion")]
    public void An_envelope_without_a_required_attribute_is_refused(string attribute)
    {
        var example = Example("PlayStarted");
        example.Remove(attribute);
        var body = BinaryData.FromString($"[{example.ToJsonString()}]");

        Assert.Contains(attribute, Assert.Throws<ArgumentException>(() => CallAutomationEventParser.ParseMany(body)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("7")]
    [InlineData("[7]")]
    [InlineData("""[{"id":"1","source":"s","specversion":"1.0","type":"Microsoft.Communication.PlayStarted"}]""")]
    [InlineData("""[{"id":"1","source":"s","specversion":"1.0","type":"Microsoft.Communication.PlayStarted","data":[]}]""")]
    [InlineData("""[{"id":"1","source":"s","specversion":"1.0","type":"Microsoft.Communication.PlayStarted","data":{"callConnectionId":7}}]""")]
    [InlineData("""[{"id":"1","source":"s","specversion":"1.0","type":"Microsoft.Communication.ParticipantsUpdated","data":{"sequenceNumber":"3"}}]""")]
    [InlineData("""[{"id":"1","source":"s","specversion":"1.0","type":"Microsoft.Communication.ParticipantsUpdated","data":{"participants":{}}}]""")]
    [InlineData("""[{"id":"1","source":"s","specversion":"1.0","type":"Microsoft.Communication.AddParticipantFailed","data":{"participant":{"kind":"phoneNumber","phoneNumber":{}}}}]""")]
    public void A_body_that_is_not_as_described_is_refused(string body) =>
        Assert.ThrowsAny<JsonException>(() => CallAutomationEventParser.ParseMany(BinaryData.FromString(body)));

    private static JsonObject Example(string type) => JsonNode.Parse(All)!.AsArray().Single(e => Name(e!) == type)!.DeepClone().AsObject();

    private static string Name(JsonNode example) => example["type"]!.GetValue<string>()["Microsoft.Communication.".Length..];

    private static CallAutomationEventBase? Parse(JsonObject example) => CallAutomationEventParser.Parse(BinaryData.FromString(example.ToJsonString()));

    // Compares a member of the example with what was read, member by member; SIP and Q.850 details are not exposed by the official client.
    private static void Same(JsonNode expected, object? read, string at)
    {
        switch (read)
        {
            case CommunicationIdentifier identifier:
                Assert.Equal(expected["rawId"]!.GetValue<string>(), identifier.RawId);
                break;
            case System.Collections.IEnumerable list and not string:
                var items = list.Cast<object>().ToArray();
                Assert.Equal(expected.AsArray().Count, items.Length);
                for (var i = 0; i < items.Length; i++)
                {
                    Same(expected[i]!, items[i], $"{at}/{i}");
                }

                break;
            case DateTimeOffset instant:
                Assert.Equal(DateTimeOffset.Parse(expected.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture), instant);
                break;
            default:
                if (expected is not JsonObject members)
                {
                    Assert.Equal(expected.ToString(), read is bool flag ? (flag ? "true" : "false") : Convert.ToString(read, System.Globalization.CultureInfo.InvariantCulture));
                    break;
                }

                foreach (var (name, value) in members.Where(m => m.Key is not ("sipDetails" or "q850Details")))
                {
                    var property = read?.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);
                    Assert.True(property is not null, $"{at} has no {name}.");
                    Same(value!, property.GetValue(read), $"{at}/{name}");
                }

                break;
        }
    }
}
