using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Engine.Calls;
using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenTheNetworkDoesNotTakeACommand : IDisposable
{
    private const string Error = """{"error":{"code":"8501","message":"Not in this state, +31201234567."}}""";

    private readonly RecordingNetwork network = new();

    public void Dispose() => network.Dispose();

    public static TheoryData<string> Commands => [.. ByName.Keys];

    public static TheoryData<int> Refusals => [400, 403, 405, 409, 412, 415, 422];

    public static TheoryData<int> Troubles => [401, 408, 429, 500, 502, 503, 504];

    private static Dictionary<string, CallCommand> ByName { get; } = new(StringComparer.Ordinal)
    {
        ["answer"] = new CallCommand.Answer("context"),
        ["play"] = new CallCommand.Play([new Sound.Signal(Tone.Busy)]),
        ["collect"] = new CallCommand.CollectDigits([], 1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)),
        ["stop-sounds"] = new CallCommand.StopSounds(),
        ["ring"] = new CallCommand.RingPhone(PhoneAddress.Parse("web:anna"), TimeSpan.FromSeconds(20), null, ""),
        ["stop-ringing"] = new CallCommand.StopRinging(new OpId(3, 1)),
        ["drop"] = new CallCommand.DropPhone(PhoneAddress.Parse("web:anna")),
        ["hang-up"] = new CallCommand.HangUp(),
        ["look"] = new CallCommand.LookWhoIsThere(),
    };

    [Theory, MemberData(nameof(Commands))]
    public async Task A_call_that_is_not_there_is_gone(string command)
    {
        network.Answers(404, Error);
        Assert.Equal(new Outcome.CallGone(), await CarryOut(command));
    }

    [Theory]
    [InlineData("stop-ringing")]
    [InlineData("drop")]
    public async Task What_is_to_go_may_be_gone_already(string command)
    {
        network.Answers(404, Error).Answers(200, """{"callConnectionId":"leg-1","callConnectionState":"connected"}""");
        Assert.Equal(new Outcome.Accepted(), await CarryOut(command));
        Assert.Equal("GET", network.Sent[1].Method);
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("play")]
    [InlineData("collect")]
    public async Task A_party_that_is_not_there_does_not_end_the_call(string command)
    {
        network.Answers(404, Error).Answers(200, """{"callConnectionId":"leg-1","callConnectionState":"connected"}""");
        Assert.IsType<Outcome.Refused>(await CarryOut(command));
    }

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_refusal_is_told_with_its_codes_and_without_its_text(int status)
    {
        network.Answers(status, Error);
        Assert.Equal(new Outcome.Refused($"the network answered {status} (8501)"), await CarryOut("play"));
        Assert.Single(network.Sent);
    }

    [Theory, MemberData(nameof(Troubles))]
    public async Task What_may_pass_is_trouble_after_one_more_try(int status)
    {
        network.Answers(status, Error);
        var trouble = await Assert.ThrowsAsync<NetworkTroubleException>(() => CarryOut("ring"));
        Assert.Equal($"RingPhone: the network answered {status} (8501).", trouble.Message);
        Assert.Equal(status is 401 ? 1 : 2, network.Sent.Count);
    }

    [Fact]
    public async Task A_network_that_cannot_be_reached_is_trouble()
    {
        network.Fails();
        await Assert.ThrowsAsync<NetworkTroubleException>(() => CarryOut("hang-up"));
        Assert.Equal(2, network.Sent.Count);
    }

    [Fact]
    public async Task A_network_that_answers_nonsense_is_trouble()
    {
        network.Answers(200, "<html>");
        await Assert.ThrowsAsync<NetworkTroubleException>(() => CarryOut("answer"));
    }

    [Fact]
    public async Task An_answer_without_the_name_of_our_leg_is_trouble()
    {
        network.Answers(200, "{}");
        await Assert.ThrowsAsync<NetworkTroubleException>(() => CarryOut("answer"));
    }

    [Fact]
    public async Task A_command_that_is_called_off_is_no_trouble()
    {
        using var off = new CancellationTokenSource();
        network.NeverAnswers(off.Cancel);
        var call = new CallOnNetwork(RecordingNetwork.Key, "leg-1", PhoneAddress.Anonymous);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => network.Control().CarryOut(call, RecordingNetwork.Op, new CallCommand.HangUp(), off.Token));
    }

    [Fact]
    public void A_network_that_takes_too_long_is_trouble() =>
        Assert.Equal("HangUp: the network did not answer in time.", AcsAnswer.Trouble(new OperationCanceledException(), "HangUp")?.Message);

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task A_call_that_cannot_be_rejected_rings_no_more(int status)
    {
        network.Answers(status, Error);
        await network.Control().Reject("context", CancellationToken.None);
        Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Rejecting_tells_of_trouble()
    {
        network.Answers(500, Error);
        await Assert.ThrowsAsync<NetworkTroubleException>(() => network.Control().Reject("context", CancellationToken.None));
    }

    private Task<Outcome> CarryOut(string command) => network.CarryOut(ByName[command], invitation: "inv-1");
}
