using System.Net.Http.Json;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.Queues;

/// <summary>Receptionists (201, 202) camp callers on a user (205) who talks to a colleague (206).</summary>
[Collection(OnePbx.Name)]
public sealed class WhenCallersAreCampedOnUsers(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "QUE-363")]
    [Trait("Rule", "QUE-365")]
    [Trait("Rule", "QUE-368")]
    public async Task The_caller_waits_receptionists_are_told_and_the_user_has_the_caller_when_free()
    {
        var desk = await Account("acd-camp", "+31205550830");
        var (caller, call) = await Answered(desk);
        Assert.Equal((200, null), await desk.Post(call, "camp-on", "agent-201", "205"));
        Assert.Equal(("idle", "talking"), (await desk.Phones[0].State(), await desk.User.State()));
        await world.Advance(55);
        Assert.Empty(await desk.Notifications("201"));
        await world.Advance(10);
        Assert.Equal([$"call-waits 500 205 {call} {caller.Number}"], await desk.Notifications("201"));
        Assert.Empty(await desk.Notifications("202"));
        await world.Advance(60);
        Assert.Single(await desk.Notifications("201"));
        Assert.Single(await desk.Notifications("202"));
        Assert.Equal("connected", (await caller.Line()).State);

        await desk.User.HangsUp();
        await world.Advance(6);
        Assert.Equal("ringing", await desk.User.State());
        await desk.User.Answers();
        await world.Advance(3);
        Assert.Empty(await desk.Notifications("201"));
        Assert.Empty(await desk.Notifications("202"));
        await caller.HangsUp();
        await world.Advance(5);
        var record = await caller.Record("acd-camp");
        Assert.Equal("completed", record.Reason);
        Assert.Contains("QUE-363", record.Rules);
    }

    [Fact]
    [Trait("Rule", "QUE-371")]
    [Trait("Rule", "RCH-463")]
    public async Task A_user_who_is_free_is_simply_rung()
    {
        var desk = await Account("acd-camp-free", "+31205550831");
        await desk.User.HangsUp();
        await world.Advance(2);
        var (caller, call) = await Answered(desk);
        Assert.Equal((200, null), await desk.Post(call, "camp-on", "agent-201", "205"));
        await world.Advance(1);
        Assert.Equal("ringing", await desk.User.State());
        await desk.User.Answers();
        await world.Advance(3);
        Assert.Equal(("talking", "connected"), (await desk.User.State(), (await caller.Line()).State));
        await desk.User.HangsUp();
        await world.Advance(3);
        Assert.Equal("completed", (await caller.Record("acd-camp-free")).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-372")]
    public async Task Where_the_queue_is_full_they_talk_on()
    {
        var desk = await Account("acd-camp-full", "+31205550832", new { size = 1 });
        var (first, call) = await Answered(desk);
        Assert.Equal((200, null), await desk.Post(call, "camp-on", "agent-201", "205"));
        var (second, other) = await Answered(desk);
        Assert.Equal((409, "All places of the personal queue of 205 are taken. (QUE-372)"), await desk.Post(other, "camp-on", "agent-201", "205"));
        Assert.Equal("talking", await desk.Phones[0].State());
        await world.Advance(20);
        Assert.Equal("connected", (await second.Line()).State);
        await first.HangsUp();
        await world.Advance(2);
        Assert.Equal((200, null), await desk.Post(other, "camp-on", "agent-201", "205"));
        await second.HangsUp();
        await world.Advance(2);
        Assert.Equal((409, "No receptionist talks in this call."), await desk.Post(other, "camp-on", "admin", "205"));
    }

    [Fact]
    [Trait("Rule", "QUE-369")]
    [Trait("Rule", "QUE-366")]
    [Trait("Rule", "QUE-367")]
    public async Task Who_was_notified_takes_the_call_back_and_who_does_not_answer_leaves_it_waiting()
    {
        var desk = await Account("acd-camp-back", "+31205550833");
        var (caller, call) = await Answered(desk);
        await desk.Post(call, "camp-on", "agent-201", "205");
        Assert.Equal(403, (await desk.Post(call, "take-back", "agent-202")).Status);
        await world.Api.Ask(HttpMethod.Delete, "api/v1/accounts/acd-camp-back/queues/500/agents/201/login", QueueAccount.Partner);
        await world.Advance(125);
        Assert.Equal(["call-waits"], (await desk.Notifications("202")).Select(one => one.Split(' ')[0]));
        Assert.Equal((202, null), await desk.Post(call, "take-back", "agent-202"));
        await world.Advance(1);
        Assert.Equal("ringing", await desk.Phones[1].State());
        await desk.Phones[1].Declines();
        await world.Advance(2);
        Assert.Equal("connected", (await caller.Line()).State);
        Assert.Equal((202, null), await desk.Post(call, "take-back", "agent-202"));
        await world.Advance(1);
        await desk.Phones[1].Answers();
        await world.Advance(2);
        Assert.Equal("talking", await desk.Phones[1].State());
        Assert.Empty(await desk.Notifications("202"));
        await desk.User.HangsUp();
        await world.Advance(40);
        Assert.Equal("idle", await desk.User.State()); // nobody waits for the user any more
        Assert.Equal(409, (await desk.Post(call, "take-back", "admin")).Status);
        await caller.HangsUp();
        await world.Advance(3);
        Assert.Contains("QUE-369", (await caller.Record("acd-camp-back")).Rules);
    }

    [Fact]
    [Trait("Rule", "QUE-363")]
    public async Task Only_the_receptionist_who_talks_and_who_controls_the_group_camps_a_call()
    {
        var desk = await Account("acd-camp-who", "+31205550834");
        var (caller, call) = await Answered(desk);
        Assert.Equal(403, (await desk.Post(call, "camp-on", "agent-202", "205")).Status);
        Assert.Equal(403, (await desk.Post(call, "camp-on", "nobody", "205")).Status);
        Assert.Equal(400, (await desk.Post(call, "camp-on", "agent-201", "299")).Status);
        Assert.Equal(400, (await desk.Post(call, "camp-on", "agent-201", "x")).Status);
        Assert.Equal(400, (await desk.Post(call, "camp-on", "agent-201", "500")).Status);
        Assert.Equal(403, (await desk.Post(call + "0", "camp-on", "agent-201", "205")).Status);
        Assert.Equal(409, (await desk.Post(call, "take-back", "admin")).Status);
        Assert.Equal((200, null), await desk.Post(call, "camp-on", "admin", "205"));
        await caller.HangsUp();
        await world.Advance(3);
    }

    [Fact]
    [Trait("Rule", "QUE-112")]
    [Trait("Rule", "QUE-166")]
    [Trait("Rule", "QUE-362")]
    public async Task Who_is_logged_in_or_out_by_others_or_missed_offers_is_notified_and_supervisors_of_the_latter()
    {
        var desk = await Account("acd-told", "+31205550835");
        const string login = "api/v1/accounts/acd-told/queues/500/agents/202/login";
        await world.Api.Ask(HttpMethod.Delete, login, "agent-203@sample.example");
        await world.Advance(1);
        await world.Api.Ask(HttpMethod.Post, login, "agent-202@sample.example");
        Assert.Equal(["logged-out 500 202  "], await desk.Notifications("202"));
        await world.Advance(1);
        await world.Api.Ask(HttpMethod.Delete, "api/v1/accounts/acd-told/queues/500/agents/201/login", "agent-201@sample.example");
        var caller = await world.Dial("+31205550835");
        await world.Advance(30);
        Assert.Equal(["logged-out 500 202  ", "auto-logout 500 202  "], await desk.Notifications("202"));
        Assert.Equal(["auto-logout 500 202  "], await desk.Notifications("203"));
        Assert.Empty(await desk.Notifications("201"));
        await caller.HangsUp();

        const string path = "api/v1/accounts/acd-told/extensions/202/notifications";
        (await world.Api.Ask(HttpMethod.Get, path, "agent-201@sample.example")).IsProblem(403);
        var first = (await world.Api.Ask(HttpMethod.Get, path, "agent-202@sample.example")).Json["notifications"]![0]!;
        Assert.Equal("203 (Agent 203)", (string?)first["by"]);
        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, $"{path}/{(string)first["id"]!}", "agent-202@sample.example")).Status);
        (await world.Api.Ask(HttpMethod.Delete, $"{path}/{(string)first["id"]!}", "agent-202@sample.example")).IsProblem(404);
        Assert.Equal(["auto-logout 500 202  "], await desk.Notifications("202"));
    }

    private async Task<Desk> Account(string account, string number, object? personalQueue = null)
    {
        var persons = new[] { "201", "202", "203" }.ToDictionary(user => user, user => LocalUsers.ObjectIdOf($"agent-{user}@sample.example"));
        object[] more =
        [
            new { number = "205", name = "Busy", type = "user", config = new { device = $"web:{account}-205", personalQueue = personalQueue ?? new { } } },
            new { number = "206", name = "Friend", type = "user", config = new { device = $"web:{account}-206" } },
        ];
        var queue = new { kind = "attendant", strategy = "sequential", logOffAfter = 1, campOn = new { }, members = new[] { new { agent = "201" }, new { agent = "202" } }, supervisors = new[] { "Chiefs" } };
        var phones = await QueueAccount.Make(world, account, number, queue, more, persons, [new { name = "Chiefs", members = new[] { "203" } }]);
        var desk = new Desk(world, account, number, phones, await world.PhoneAt($"8:acs:{account}-205"));
        var friend = await world.PhoneAt($"8:acs:{account}-206");
        await desk.User.Dials("206");
        await world.Advance(2);
        await friend.Answers();
        await world.Advance(2);
        Assert.Equal("talking", await desk.User.State());
        return desk;
    }

    // 201 talks to a caller
    private async Task<(Caller Caller, string Call)> Answered(Desk desk)
    {
        var caller = await world.Dial(desk.Number);
        await world.Advance(2);
        var live = await world.Api.Ask(HttpMethod.Get, $"api/v1/accounts/{desk.Account}/queues/500/live", QueueAccount.Partner);
        var call = (string)live.Json["calls"]!.AsArray().Single()!["call"]!;
        await desk.Phones[0].Answers();
        await world.Advance(3);
        Assert.Equal("talking", await desk.Phones[0].State());
        return (caller, call);
    }

    private sealed record Desk(PbxWorld World, string Account, string Number, Phone[] Phones, Phone User)
    {
        public async Task<(int Status, string? Detail)> Post(string call, string what, string who, string? user = null)
        {
            var answer = await World.Api.Ask(HttpMethod.Post, $"api/v1/accounts/{Account}/calls/{call}/{what}", who == "admin" ? QueueAccount.Partner : $"{who}@sample.example", user is null ? null : JsonContent.Create(new { user }));
            return (answer.Status, answer.Status < 300 ? null : (string?)answer.Json["detail"]);
        }

        public async Task<string[]> Notifications(string user)
        {
            var answer = await World.Api.Ask(HttpMethod.Get, $"api/v1/accounts/{Account}/extensions/{user}/notifications", QueueAccount.Partner);
            Assert.True(answer.Status == 200, answer.Body);
            return [.. answer.Json["notifications"]!.AsArray().Select(one => $"{(string?)one!["kind"]} {(string?)one["queue"]} {(string?)one["about"]} {(string?)one["call"]} {(string?)one["caller"]}")];
        }
    }
}
