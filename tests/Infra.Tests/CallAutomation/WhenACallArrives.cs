using System.Text.Json.Nodes;
using Pbx.Domain.Calls;
using Pbx.Domain.Numbers;
using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenACallArrives
{
    public const string Example = """
        [{
          "id": "3a1f0c52-55a1-4a55-8f0a-5f2b7a1f9d01",
          "topic": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Communication/CommunicationServices/acs-one",
          "subject": "/caller/4:+14255550100/recipient/4:+14255550123",
          "eventType": "Microsoft.Communication.IncomingCall",
          "eventTime": "2026-09-01T08:15:00.1234567Z",
          "dataVersion": "1.0",
          "metadataVersion": "1",
          "data": {
            "to":   { "kind": "phoneNumber", "rawId": "4:+14255550123", "phoneNumber": { "value": "+14255550123" } },
            "from": { "kind": "phoneNumber", "rawId": "4:+14255550100", "phoneNumber": { "value": "+14255550100" } },
            "serverCallId": "aHR0cHM6",
            "callerDisplayName": "",
            "customContext": { "sipHeaders": { "User-To-User": "account=42" }, "voipHeaders": {} },
            "incomingCallContext": "eyJhbGciOiJub25lIn0.eyJjYyI6InNpbXVsYXRlZCJ9.",
            "correlationId": "b7f2a4c1-0c64-4d5a-9f0e-2d1f0a7e5511"
          }
        }]
        """;

    [Fact]
    public void It_is_told_with_all_that_answering_needs()
    {
        var there = IncomingCallWebhook.Read(Examples.Body(Example));
        var call = Assert.Single(there.Calls);
        Assert.Equal("3a1f0c52-55a1-4a55-8f0a-5f2b7a1f9d01", call.EventId);
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 8, 15, 0, TimeSpan.Zero).AddTicks(1234567), call.EventTime);
        Assert.Equal("aHR0cHM6", call.ServerCall);
        Assert.Equal(
            new CallEvent.CallArrived(PhoneAddress.Parse("+14255550100"), null, PhoneNumber.Parse("+14255550123"), "eyJhbGciOiJub25lIn0.eyJjYyI6InNpbXVsYXRlZCJ9."),
            call.Arrived);
        Assert.Null(there.ValidationCode);
        Assert.Empty(there.Ignored);
    }

    [Theory]
    [InlineData("4:anonymous", "anonymous")]
    [InlineData("8:acs:anna", "web:anna")]
    [InlineData("4:+14255550100_a1", "+14255550100")]
    public void The_caller_may_be_of_any_kind(string rawId, string caller) =>
        Assert.Equal(PhoneAddress.Parse(caller), Assert.Single(Read(data => data["from"] = new JsonObject { ["rawId"] = rawId }).Calls).Arrived.Caller);

    [Theory]
    [InlineData("  Anna Smit ", "Anna Smit")]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    public void The_caller_may_have_a_name(string? name, string? told) =>
        Assert.Equal(told, Assert.Single(Read(data => data["callerDisplayName"] = name).Calls).Arrived.CallerName);

    [Fact]
    public void A_name_longer_than_any_display_is_cut_between_letters()
    {
        var name = Assert.Single(Read(data => data["callerDisplayName"] = new string('x', 127) + "😀" + new string('y', 5000)).Calls).Arrived.CallerName;
        Assert.Equal(new string('x', 127), name);
    }

    [Theory]
    [InlineData("8:acs:anna")] // a leg that we added ourselves
    [InlineData("28:orgid:oid")]
    [InlineData("4:112 ")]
    [InlineData("4:anna")]
    [InlineData("4:")]
    [InlineData("4:123456789012345678901234567890123")]
    public void A_call_to_what_is_no_number_is_ignored_with_a_reason(string rawId)
    {
        var there = Read(data => data["to"] = new JsonObject { ["rawId"] = rawId });
        Assert.Empty(there.Calls);
        Assert.Contains("neither a number", Assert.Single(there.Ignored).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("915")]
    [InlineData("*21*0201234567#")]
    [InlineData("0201234567")]
    [InlineData("112")]
    public void Whatever_is_dialled_at_a_phone_behind_a_session_border_controller_is_told_as_it_was_dialled(string keys) =>
        Assert.Equal(DialledNumber.Parse(keys), Assert.Single(Read(data => data["to"] = new JsonObject { ["rawId"] = $"4:{keys}" }).Calls).Arrived.Dialled);

    [Fact]
    public void Whoever_subscribes_us_is_told_the_code()
    {
        var there = IncomingCallWebhook.Read(Examples.Body("""
            [{"id":"1","topic":"/","subject":"","data":{"validationCode":"512d38b6","validationUrl":"https://example.test/validate"},
              "eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","eventTime":"2026-09-01T08:00:00Z","metadataVersion":"1","dataVersion":"1"}]
            """));
        Assert.Equal("512d38b6", there.ValidationCode);
        Assert.Empty(there.Calls);
        Assert.Empty(there.Ignored);
    }

    [Fact]
    public void Other_events_are_ignored_whatever_they_hold()
    {
        var there = IncomingCallWebhook.Read(Examples.Body("""[{"id":"1","data":{"to":5},"eventType":"Microsoft.Communication.RecordingFileStatusUpdated"}]"""));
        Assert.Equal("1", Assert.Single(there.Ignored).EventId);
    }

    [Theory]
    [InlineData("to")]
    [InlineData("from")]
    [InlineData("incomingCallContext")]
    public void What_is_needed_has_to_be_there(string member)
    {
        var malformed = Assert.Throws<MalformedWebhookException>(() => Read(data => data.AsObject().Remove(member)));
        Assert.Equal("/0/data/" + member, Assert.Single(malformed.Problems).Pointer);
    }

    [Fact]
    public void All_that_is_missing_is_told_at_once()
    {
        var malformed = Assert.Throws<MalformedWebhookException>(() => IncomingCallWebhook.Read(Examples.Body(
            """[{"eventType":"Microsoft.Communication.IncomingCall","eventTime":"soon"},{"id":"2","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent"}]""")));
        Assert.Equal(
            ["/0/id", "/0/eventTime", "/0/data/to", "/0/data/from", "/0/data/incomingCallContext", "/1/data/validationCode"],
            malformed.Problems.Select(problem => problem.Pointer));
    }

    private static IncomingCalls Read(Action<JsonNode> change)
    {
        var body = JsonNode.Parse(Example)!;
        change(body[0]!["data"]!);
        return IncomingCallWebhook.Read(Examples.Body(body.ToJsonString()));
    }
}
