using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Machines;
using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenACommandIsRepeated : IDisposable
{
    private static readonly CallCommand Ring = new CallCommand.RingPhone(PhoneAddress.Parse("web:anna"), TimeSpan.FromSeconds(20), null, "");

    private readonly RecordingNetwork network = new();

    public void Dispose() => network.Dispose();

    [Fact]
    public async Task It_has_the_same_id_also_from_another_process()
    {
        network.Answers(202, """{"invitationId":"inv-1"}""");
        await network.CarryOut(Ring);
        await network.CarryOut(Ring); // a client of its own
        Assert.Equal(2, network.Sent.Count);
        Assert.Single(network.Sent.Select(sent => sent.RepeatabilityId).Distinct());
        Assert.Equal(Repeatability.Id(RecordingNetwork.Key, RecordingNetwork.Op).ToString(), network.Sent[0].RepeatabilityId);
        Assert.NotNull(network.Sent[0].FirstSent);
    }

    [Fact]
    public async Task A_second_try_within_a_command_has_the_same_id()
    {
        network.Answers(503).Answers(202, """{"invitationId":"inv-1"}""");
        Assert.Equal(new Outcome.Ringing("inv-1"), await network.CarryOut(Ring));
        Assert.Equal(2, network.Sent.Count);
        Assert.Single(network.Sent.Select(sent => (sent.RepeatabilityId, sent.FirstSent)).Distinct());
    }

    [Fact]
    public async Task Other_commands_have_other_ids()
    {
        network.Answers(202, """{"invitationId":"inv-1"}""");
        await network.CarryOut(Ring, new OpId(7, 0));
        await network.CarryOut(Ring, new OpId(7, 1));
        await network.CarryOut(Ring, new OpId(70, 1));
        Assert.Equal(3, network.Sent.Select(sent => sent.RepeatabilityId).Distinct().Count());
    }

    [Fact]
    public async Task Commands_at_the_same_time_do_not_mix_their_ids()
    {
        network.Answers(202, """{"invitationId":"inv-1"}""");
        var control = network.Control();
        for (var i = 0; i < 20; i++)
        {
            await control.CarryOut(new(RecordingNetwork.Key, "leg-1", PhoneAddress.Anonymous), new OpId(1, i), Ring, CancellationToken.None);
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => Repeatability.Id(RecordingNetwork.Key, new OpId(1, i)).ToString()), network.Sent.Select(sent => sent.RepeatabilityId));
    }

    [Fact]
    public async Task Requests_outside_a_command_keep_their_own_ids()
    {
        network.Answers(204);
        var control = network.Control();
        await control.Reject("a", CancellationToken.None);
        await control.Reject("a", CancellationToken.None);
        Assert.Equal(2, network.Sent.Select(sent => sent.RepeatabilityId).Distinct().Count());
    }

    [Fact]
    public async Task Requests_that_are_not_repeatable_get_no_id()
    {
        network.Answers(202);
        await network.CarryOut(new CallCommand.StopSounds());
        Assert.Null(Assert.Single(network.Sent).RepeatabilityId);
    }

    [Fact]
    public async Task A_network_that_knows_the_command_by_another_time_has_taken_it()
    {
        network.Answers(400, """{"error":{"code":"BadRequest","message":"Repeated with another time."}}""", ("Repeatability-Result", "rejected"));
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(Ring));
    }

    [Fact]
    public void The_id_is_a_GUID_of_version_4_that_depends_on_account_call_and_command()
    {
        var seen = new HashSet<Guid>();
        foreach (var account in (string[])["sample", "other"])
        {
            foreach (var call in (string[])["1", "2", "3"])
            {
                for (var i = 0; i < 100; i++)
                {
                    var id = Repeatability.Id(new MachineKey(AccountId.Parse(account), "call", call), new OpId(i / 10, i % 10));
                    Assert.Equal(4, id.Version);
                    Assert.InRange(id.Variant, 8, 11);
                    Assert.True(seen.Add(id));
                }
            }
        }

        // written down, since two releases share live calls
        Assert.Equal("8602b6a4-be3d-4438-9ad4-10f73672ea33", Repeatability.Id(RecordingNetwork.Key, RecordingNetwork.Op).ToString());
    }
}
