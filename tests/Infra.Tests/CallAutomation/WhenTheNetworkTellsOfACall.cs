using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenTheNetworkTellsOfACall
{
    private static readonly OpId Of = new(7, 1);
    private static readonly PhoneAddress Caller = PhoneAddress.Parse("+14255550100");
    private static readonly PhoneAddress Agent = PhoneAddress.Parse("web:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000001-1111-2222-3333-444444444444");

    private static readonly Dictionary<string, CallEvent> Meanings = new(StringComparer.Ordinal)
    {
        ["CallConnected"] = new CallEvent.CallerConnected(Examples.Leg),
        ["CallDisconnected"] = new CallEvent.CallEnded(),
        ["AnswerFailed"] = new CallEvent.AnswerFailed(),
        ["CreateCallFailed"] = new CallEvent.PhoneNotReached(Of, NotReached.NoAnswer),
        ["AddParticipantSucceeded"] = new CallEvent.PhoneAnswered(Of, Agent),
        ["AddParticipantFailed"] = new CallEvent.PhoneNotReached(Of, NotReached.NoAnswer),
        ["MoveParticipantSucceeded"] = new CallEvent.PhoneAnswered(Of, Caller),
        ["MoveParticipantFailed"] = new CallEvent.PhoneNotReached(Of, NotReached.Failed),
        ["PlayCompleted"] = new CallEvent.SoundEnded(Of),
        ["PlayFailed"] = new CallEvent.SoundFailed(Of),
        ["RecognizeCompleted"] = new CallEvent.DigitsCollected(Of, "12#"),
        ["RecognizeFailed"] = new CallEvent.NoDigitsCollected(Of),
        ["ContinuousDtmfRecognitionToneReceived"] = new CallEvent.KeyPressed(Of, "*"),
    };

    public static TheoryData<string> Types => [.. Examples.Types];

    [Theory, MemberData(nameof(Types))]
    public void Each_example_means_what_it_should(string type)
    {
        var example = Examples.Of(type, data => data["operationContext"] = "7.1");
        var evt = Assert.Single(CallWebhook.Read(Examples.Body(example)));
        Assert.Equal((string?)example["id"], evt.EventId);
        Assert.Equal(Meanings.GetValueOrDefault(type), evt.Event);
    }

    [Theory, MemberData(nameof(Types))]
    public void An_answer_to_nothing_that_we_asked_means_nothing(string type)
    {
        var evt = Assert.Single(CallWebhook.Read(Examples.Body(Examples.Of(type)))); // their contexts are words
        Assert.Equal(type is "CallConnected" or "CallDisconnected" or "AnswerFailed" ? Meanings[type] : null, evt.Event);
    }

    [Fact]
    public void All_examples_can_come_in_one_body()
    {
        var all = CallWebhook.Read(Examples.Body([.. Examples.Types.Select(type => Examples.Of(type))]));
        Assert.Equal(Examples.Types.Count, all.Count);
        Assert.Equal(all.Count, all.Select(evt => evt.EventId).Distinct().Count());
    }

    [Fact]
    public void An_empty_body_of_events_is_no_mistake() => Assert.Empty(CallWebhook.Read(Examples.Body("[]")));

    [Theory]
    [InlineData("zero one two three four five six seven eight nine asterisk pound a b c d", 8531, "0123456789*#ABCD")]
    [InlineData("one pound", 8531, "1#")] // the key # can be a choice
    [InlineData("one pound", 8514, "1")]
    [InlineData("one", 8514, "1")]
    [InlineData("one two", 8532, "12")]
    [InlineData("pound", 8514, null)]
    [InlineData("", 8531, null)]
    public void Keys_are_told_as_characters(string tones, int subCode, string? digits)
    {
        foreach (var type in subCode == 8532 ? (string[])["RecognizeCompleted", "RecognizeFailed"] : ["RecognizeCompleted"])
        {
            var evt = Meaning(type, data =>
            {
                data["dtmfResult"] = new JsonObject { ["tones"] = new JsonArray([.. tones.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(tone => JsonValue.Create(tone))]) };
                data["resultInformation"] = new JsonObject { ["code"] = 200, ["subCode"] = subCode };
            });
            Assert.Equal(digits is null ? new CallEvent.NoDigitsCollected(Of) : new CallEvent.DigitsCollected(Of, digits), evt);
        }
    }

    [Theory]
    [InlineData("four seven one one", 8514, "4711")]
    [InlineData("asterisk", 8532, "*")]
    [InlineData("pound", 8514, null)]
    public void The_keys_of_a_secret_are_told_apart(string tones, int subCode, string? digits)
    {
        foreach (var type in (string[])["RecognizeCompleted", "RecognizeFailed"])
        {
            var evt = Meaning(type, data =>
            {
                data["operationContext"] = "7.1!";
                data["dtmfResult"] = new JsonObject { ["tones"] = new JsonArray([.. tones.Split(' ').Select(tone => JsonValue.Create(tone))]) };
                data["resultInformation"] = new JsonObject { ["code"] = 200, ["subCode"] = type == "RecognizeFailed" ? 8532 : subCode };
            });
            Assert.Equal(digits is null && type == "RecognizeCompleted" ? new CallEvent.NoDigitsCollected(Of) : new CallEvent.SecretCollected(Of, digits ?? "#"), evt);
        }

        Assert.Equal(new CallEvent.CollectingFailed(Of), Meaning("RecognizeFailed", data => (data["operationContext"], data["resultInformation"]) = ("7.1!", null)));
    }

    [Theory]
    [InlineData(400, 8510, true)]
    [InlineData(400, 8532, true)]
    [InlineData(500, 8511, false)]
    [InlineData(400, 8534, false)]
    [InlineData(500, 8512, false)]
    [InlineData(400, 8536, false)]
    [InlineData(424, 8565, false)]
    [InlineData(500, 9999, false)]
    public void Silence_is_told_apart_from_failure(int code, int subCode, bool isSilence)
    {
        var evt = Meaning("RecognizeFailed", data => data["resultInformation"] = new JsonObject { ["code"] = code, ["subCode"] = subCode });
        Assert.Equal(isSilence ? new CallEvent.NoDigitsCollected(Of) : new CallEvent.CollectingFailed(Of), evt);
    }

    [Fact]
    public void A_failure_without_codes_is_a_failure() =>
        Assert.Equal(new CallEvent.CollectingFailed(Of), Meaning("RecognizeFailed", data => data["resultInformation"] = null));

    [Theory]
    [InlineData(0, "4:+14255550100", null)] // the network may count from 0 or from 1
    [InlineData(1, "4:+14255550100", null)]
    [InlineData(2, "4:+14255550100", "+14255550100")]
    [InlineData(3, "4:+14255550100_a1", "+14255550100")]
    [InlineData(3, "8:acs:anna", "web:anna")]
    [InlineData(4, "", "")]
    [InlineData(3, "4:+14255550100 8:acs:anna", null)]
    [InlineData(3, "4:+14255550100 8:acs:anna 8:acs:bert", null)]
    [InlineData(null, "4:+14255550100", null)]
    public void Only_a_roster_that_somebody_may_have_left_is_kept(int? sequence, string there, string? kept)
    {
        var evt = Meaning("ParticipantsUpdated", data =>
        {
            data["sequenceNumber"] = sequence;
            data["participants"] = new JsonArray([.. there.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(rawId =>
                new JsonObject { ["identifier"] = new JsonObject { ["rawId"] = rawId }, ["isMuted"] = false })]);
        });
        Assert.Equal(
            kept is null ? null : new CallEvent.RosterChanged(sequence ?? 0, ValueList.From(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PhoneAddress.Parse))),
            evt);
    }

    [Fact]
    public void A_type_that_nobody_knows_means_nothing_whatever_it_holds()
    {
        var evt = Assert.Single(CallWebhook.Read(Examples.Body("""[{"id":"1","data":{"participant":5,"resultInformation":[{}],"operationContext":{}},"type":"Microsoft.Communication.SomethingNew"}]""")));
        Assert.Equal(new WebhookEvent("1", null), evt);
    }

    [Fact]
    public void The_order_of_members_does_not_matter() => Assert.Equal(
        new WebhookEvent("1", new CallEvent.SoundEnded(Of)),
        Assert.Single(CallWebhook.Read(Examples.Body("""[{"data":{"more":[{"id":2}],"operationContext":"7.1"},"type":"Microsoft.Communication.PlayCompleted","id":"1"}]"""))));

    [Fact]
    public void What_is_dropped_is_counted()
    {
        List<string?> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "pbx.call-events.dropped")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
            {
                counted.Add((string?)tags[0].Value);
            }
        });
        listener.Start();
        CallWebhook.Read(Examples.Body(Examples.Of("PlayStarted"), Examples.Of("CallConnected"), Examples.Of("ParticipantsUpdated")));
        lock (counted)
        {
            Assert.Contains("other", counted);
            Assert.Contains("ParticipantsUpdated", counted);
            Assert.DoesNotContain("CallConnected", counted);
        }
    }

    private static CallEvent? Meaning(string type, Action<JsonNode> change) => Assert.Single(CallWebhook.Read(Examples.Body(Examples.Of(type, data =>
    {
        data["operationContext"] = "7.1";
        change(data);
    })))).Event;
}
