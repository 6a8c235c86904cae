using System.Net.Http.Json;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.Queues;

/// <summary>Agents log in and out while callers wait: by telephone, and over the API.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAgentsComeAndGo(PbxWorld world)
{
    private const string WhichQueue = "Enter the queue number, followed by the hash key.";

    [Fact]
    [Trait("Rule", "QUE-086")]
    [Trait("Rule", "QUE-087")]
    [Trait("Rule", "QUE-041")]
    public async Task Who_logs_in_by_telephone_is_offered_the_caller_who_waits()
    {
        var (number, phones) = await Account("acd-login", "+31205550995", new { });
        var caller = await world.Dial(number);
        await world.Advance(3);
        Assert.Equal(["idle", "idle"], await States(phones));
        await LogsAt(phones[0], "903", "500#", "You are now logged in to Desk.");
        await world.Advance(2);
        Assert.Equal(["ringing", "idle"], await States(phones));
        await phones[0].Answers();
        await world.Advance(3);
        await caller.HangsUp();
        await world.Advance(5);
        Assert.Equal("completed", (await caller.Record("acd-login")).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-077")]
    [Trait("Rule", "QUE-089")]
    [Trait("Rule", "QUE-094")]
    public async Task Who_logs_out_while_the_phone_rings_hands_the_call_on()
    {
        var (number, phones) = await Account("acd-logout", "+31205550996", new { strategy = "sequential", ringFor = "00:01:00", userGroups = new[] { "Desk" }, featureCode = "77", members = new[] { new { agent = "201" }, new { agent = "202" } } });
        var caller = await world.Dial(number);
        await world.Advance(2);
        Assert.Equal(["ringing", "idle"], await States(phones));
        await phones[0].Dials("**11*77*");
        await world.Advance(10);
        Assert.Equal(["idle", "ringing"], await States(phones));
        Assert.Contains("You are now logged out of Desk.", await phones[0].HeardWords());
        await LogsAt(phones[0], "904", "0#", "You are already logged out of Desk.");
        await phones[1].Answers();
        await world.Advance(2);
        await caller.HangsUp();
        await world.Advance(5);
        Assert.Equal("completed", (await caller.Record("acd-logout")).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-080")]
    [Trait("Rule", "QUE-085")]
    [Trait("Rule", "QUE-088")]
    public async Task A_closed_queue_refuses_whom_nobody_has_added_and_asks_again()
    {
        var (number, phones) = await Account("acd-closed", "+31205550997", new { isClosed = true, members = new[] { new { agent = "202" } } });
        await LogsAt(phones[1], "904", "500#", "You are now logged out of Desk.");
        await world.Advance(15);
        await phones[0].Dials("903");
        await world.Advance(2);
        await phones[0].Presses("500#");
        await world.Advance(12);
        Assert.Equal([WhichQueue, "You are not allowed to log in to this queue.", WhichQueue], (await phones[0].HeardWords()).Where(words => words != Heard.Silence).Take(3));
        await phones[0].HangsUp();
        var caller = await world.Dial(number);
        await world.Advance(3);
        Assert.Equal(["idle", "idle"], await States(phones));
        await LogsAt(phones[1], "903", "500#", "You are now logged in to Desk.");
        await world.Advance(2);
        Assert.Equal(["idle", "ringing"], await States(phones));
        await caller.HangsUp();
        await world.Advance(5);
    }

    [Fact]
    [Trait("Rule", "QUE-093")]
    [Trait("Rule", "QUE-109")]
    [Trait("Rule", "QUE-111")]
    public async Task A_supervisor_logs_others_in_and_out_over_the_api_and_nobody_else_does()
    {
        var (number, phones) = await Account("acd-chief", "+31205550808", new { isClosed = true, strategy = "sequential", ringFor = "00:01:00", supervisors = new[] { "Desk" }, members = new[] { new { agent = "202" } } });
        var caller = await world.Dial(number);
        await world.Advance(2);
        Assert.Equal(["idle", "ringing"], await States(phones));
        Assert.Equal((200, "logged-out"), await Ask("DELETE", "202", "agent-201"));
        await world.Advance(1);
        Assert.Equal(["idle", "idle"], await States(phones)); // what rang is taken back (QUE-077)
        Assert.Equal((200, "logged-out"), await Ask("DELETE", "202", "agent-201")); // it was so already
        Assert.Equal((403, "Queue 500 is closed, and extension 201 was not added by an administrator, by itself or with a user group. (QUE-080)"), await Ask("POST", "201", "agent-201"));
        Assert.Equal((403, "Queue 500 is closed, and extension 203 was not added by an administrator, by itself or with a user group. (QUE-080, QUE-111)"), await Ask("POST", "203", "agent-201"));
        Assert.Equal((403, null), await Ask("POST", "201", "agent-202"));
        Assert.Equal((403, null), await Ask("POST", "202", "reader"));
        Assert.Equal((200, "logged-out"), await Ask("GET", "202", "reader"));
        Assert.Equal((404, null), await Ask("POST", "299", "admin"));
        Assert.Equal((403, null), await Ask("GET", "202", "nobody"));
        Assert.Equal((200, "available"), await Ask("POST", "202", "agent-202"));
        await world.Advance(6);
        Assert.Equal(["idle", "ringing"], await States(phones));
        Assert.Equal((200, "ringing"), await Ask("POST", "202", "admin"));
        await caller.HangsUp();
        await world.Advance(5);
    }

    [Fact]
    [Trait("Rule", "QUE-175")]
    [Trait("Rule", "QUE-480")]
    [Trait("Rule", "QUE-114")]
    public async Task A_cool_down_is_ended_over_the_api_and_stands_in_the_statistics()
    {
        var (number, phones) = await Account("acd-rest", "+31205550807", new { coolDown = "00:05:00", members = new[] { new { agent = "201" } } });
        var caller = await world.Dial(number);
        await world.Advance(2);
        await phones[0].Answers();
        await world.Advance(20);
        await caller.HangsUp();
        await world.Advance(40);
        Assert.Equal((200, "cool-down"), await Ask("GET", "201", "agent-201", "acd-rest"));
        var path = "api/v1/accounts/acd-rest/extensions/201/cool-down";
        Assert.Equal(403, (await world.Api.Ask(HttpMethod.Delete, path, "agent-202@sample.example")).Status);
        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, path, "agent-201@sample.example")).Status);
        Assert.Equal((200, "available"), await Ask("GET", "201", "agent-201", "acd-rest"));
        await world.Advance(2);
        var answer = await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/acd-rest/queues/500/statistics/agents", "partner@sample.example");
        Assert.InRange((double)answer.Json["agents"]![0]!["coolDown"]!, 35, 41);
    }

    [Fact]
    [Trait("Rule", "QUE-048")]
    [Trait("Rule", "QUE-195")]
    [Trait("Rule", "QUE-041")]
    public async Task Who_is_busy_is_passed_over_until_he_is_available_again()
    {
        var (number, phones) = await Account("acd-presence", "+31205550870", new { presenceMatters = true, strategy = "sequential", ringFor = "00:01:00", members = new[] { new { agent = "201" }, new { agent = "202" } } });
        var path = "api/v1/accounts/acd-presence/extensions/201/presence";
        Assert.Equal((403, null), await Tell("agent-202", "busy"));
        Assert.Equal((400, null), await Tell("agent-201", "asleep"));
        Assert.Equal((200, "busy"), await Tell("agent-201", "busy"));
        var caller = await world.Dial(number);
        await world.Advance(2);
        Assert.Equal(["idle", "ringing"], await States(phones));
        Assert.Equal((200, "not-present"), await Ask("GET", "201", "agent-201", "acd-presence"));
        Assert.Equal((200, "do-not-disturb"), await Tell("admin", "do-not-disturb"));
        Assert.Equal((200, "unreachable"), await Ask("GET", "201", "agent-201", "acd-presence"));
        var other = await world.Dial(number);
        await world.Advance(2);
        Assert.Equal("idle", await phones[0].State());
        Assert.Equal((200, "available"), await Tell("agent-201", "available"));
        await world.Advance(2);
        Assert.Equal(["ringing", "ringing"], await States(phones));
        await caller.HangsUp();
        await other.HangsUp();
        await world.Advance(5);

        async Task<(int Status, string? Presence)> Tell(string who, string presence)
        {
            var answer = await world.Api.Ask(HttpMethod.Put, path, $"{who}@sample.example", JsonContent.Create(new { presence }));
            return (answer.Status, answer.Status == 200 ? (string?)answer.Json["presence"] : null);
        }
    }

    [Fact]
    [Trait("Rule", "QUE-047")]
    [Trait("Rule", "QUE-054")]
    [Trait("Rule", "QUE-197")]
    public async Task Whoever_talks_in_another_call_is_passed_over_and_offered_the_next_call_when_it_is_over()
    {
        var (number, phones) = await Account("acd-other", "+31205550871", new { strategy = "sequential", ringFor = "00:01:00", presenceMatters = true, members = new[] { new { agent = "201" } } });
        await phones[1].Dials("201");
        await world.Advance(2);
        await phones[0].Answers();
        await world.Advance(3);
        Assert.Equal(["talking", "talking"], await States(phones));
        var caller = await world.Dial(number);
        await world.Advance(12);
        Assert.Equal("talking", await phones[0].State()); // and no second call rings there
        Assert.Equal((200, "available"), await Ask("GET", "201", "agent-201", "acd-other")); // a call is no presence
        await phones[1].HangsUp();
        await world.Advance(8);
        Assert.Equal("ringing", await phones[0].State());
        await caller.HangsUp();
        await world.Advance(5);
    }

    [Fact]
    [Trait("Rule", "QUE-173")]
    [Trait("Rule", "QUE-045")]
    public async Task Direct_calls_ring_during_a_cool_down_and_calls_of_the_queue_do_not()
    {
        var (number, phones) = await Account("acd-direct", "+31205550872", new { coolDown = "00:05:00", members = new[] { new { agent = "201" } } });
        var caller = await world.Dial(number);
        await world.Advance(2);
        await phones[0].Answers();
        await world.Advance(5);
        await caller.HangsUp();
        await world.Advance(5);
        var next = await world.Dial(number);
        await world.Advance(10);
        Assert.Equal("idle", await phones[0].State());
        await phones[1].Dials("201");
        await world.Advance(3);
        Assert.Equal("ringing", await phones[0].State());
        await phones[1].HangsUp();
        await next.HangsUp();
        await world.Advance(5);
    }

    private async Task<(int Status, string? Said)> Ask(string method, string agent, string who, string account = "acd-chief")
    {
        var answer = await world.Api.Ask(new HttpMethod(method), $"api/v1/accounts/{account}/queues/500/agents/{agent}/login", $"{who}@sample.example");
        return (answer.Status, (string?)(answer.Status == 200 ? answer.Json["state"] : answer.Json["detail"]));
    }

    private static async Task<string[]> States(Phone[] phones) => [await phones[0].State(), await phones[1].State()];

    // dials, keys the queue, hears what came of it, and the call is over
    private async Task LogsAt(Phone phone, string code, string keys, string said)
    {
        await phone.Dials(code);
        await world.Advance(2);
        await phone.Presses(keys);
        await world.Advance(1);
        for (var i = 0; i < 20 && await phone.State() == "talking"; i++)
        {
            await world.Advance(1);
        }

        Assert.Contains(said, await phone.HeardWords());
    }

    // 201 is in the group “Desk”
    private async Task<(string Number, Phone[] Phones)> Account(string account, string number, object queue) => (number, await QueueAccount.Make(
        world,
        account,
        number,
        queue,
        persons: new[] { "201", "202", "203" }.ToDictionary(user => user, user => LocalUsers.ObjectIdOf($"agent-{user}@sample.example")),
        userGroups: [new { name = "Desk", members = new[] { "201" } }]));
}
