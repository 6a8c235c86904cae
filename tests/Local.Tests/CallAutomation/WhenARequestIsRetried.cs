using System.Globalization;
using Azure;
using Azure.Communication.CallAutomation;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pbx.Local.Tests.CallAutomation;

public sealed class WhenARequestIsRetried : IDisposable
{
    private const string Id = "Repeatability-Request-ID";
    private const string FirstSent = "Repeatability-First-Sent";
    private readonly FakeCallAutomation acs = new();

    public void Dispose() => acs.Dispose();

    [Fact]
    public async Task Every_try_carries_the_same_repeatability_headers()
    {
        acs.Answer(503).Answer(500).Answer(204);
        await acs.Client().RejectCallAsync(new("context"));

        Assert.Equal(3, acs.Requests.Count);
        Assert.True(Guid.TryParse(Assert.Single(acs.Requests.Select(r => r.Headers[Id]).Distinct()), out _));
        var sent = Assert.Single(acs.Requests.Select(r => r.Headers[FirstSent]).Distinct());
        Assert.True(DateTimeOffset.TryParseExact(sent, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    [Fact]
    public async Task Every_try_has_the_whole_body_and_a_signature()
    {
        acs.Answer(503).Answer(204);
        await acs.Client().RejectCallAsync(new("context"));

        Assert.Equal(acs.Requests[0].Body, acs.Requests[1].Body);
        Assert.All(acs.Requests, request => Assert.StartsWith("HMAC-SHA256 ", request.Headers["Authorization"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_call_of_the_method_is_another_request()
    {
        acs.Answer(204).Answer(204);
        await acs.Client().RejectCallAsync(new("context"));
        await acs.Client().RejectCallAsync(new("context"));

        Assert.Equal(2, acs.Requests.Select(r => r.Headers[Id]).Distinct().Count());
    }

    [Fact]
    public async Task An_id_set_by_a_policy_per_call_survives_all_tries()
    {
        acs.Answer(503).Answer(204);
        var options = acs.Options();
        options.AddPolicy(new DerivedId(), HttpPipelinePosition.PerCall);
        await acs.Client(options: options).RejectCallAsync(new("context"));

        Assert.Equal(["derived", "derived"], acs.Requests.Select(r => r.Headers[Id]));
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again_and_tells_the_code_of_the_body()
    {
        acs.Answer(404, """{"error":{"code":"8522","message":"Call not found.","target":"call"}}""");
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => acs.Call().GetCallConnectionPropertiesAsync());

        Assert.Equal((404, "8522"), (refused.Status, refused.ErrorCode));
        Assert.Contains("Call not found.", refused.Message, StringComparison.Ordinal);
        Assert.Single(acs.Requests);
    }

    [Fact]
    public async Task A_service_that_keeps_failing_is_told_after_the_last_try()
    {
        acs.Answer(503).Answer(503).Answer(503).Answer(503, "out of order");
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => acs.Call().HangUpAsync(true));

        Assert.Equal((503, (string?)null), (refused.Status, refused.ErrorCode));
        Assert.Equal(4, acs.Requests.Count);
    }

    [Fact]
    public async Task A_success_of_another_kind_than_described_is_a_failure()
    {
        acs.Answer(200, "{}");

        await Assert.ThrowsAsync<RequestFailedException>(() => acs.Call().HangUpAsync(true));
    }

    private sealed class DerivedId : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(Id, "derived");
    }
}
