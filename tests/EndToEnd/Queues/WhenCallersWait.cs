using System.Text.Json;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.Queues;

/// <summary>Queues by telephone: an account of its own, three agents, and callers who wait.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenCallersWait(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "QUE-130")]
    [Trait("Rule", "QUE-159")]
    [Trait("Rule", "QUE-485")]
    public async Task Agents_are_rung_one_after_the_other_and_the_statistics_know_of_it()
    {
        var (number, phones) = await Account("acd-one", "+31205550992", new { strategy = "sequential", ringFor = "00:00:10", members = Members() });
        var caller = await world.Dial(number);
        await world.Advance(1);
        Assert.Equal(["ringing", "idle", "idle"], await States(phones));
        await world.Advance(11);
        Assert.Equal(["idle", "ringing", "idle"], await States(phones));
        await phones[1].Answers();
        await world.Advance(30);
        await phones[1].HangsUp();
        await world.Advance(5);
        Assert.Equal("completed", (await caller.Record("acd-one")).Reason);
        var answer = await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/acd-one/queues/500/statistics/agents", "partner@sample.example");
        Assert.True(answer.Status == 200, answer.Body);
        var agents = answer.Json["agents"]!.AsArray().ToDictionary(one => (string)one!["agent"]!, one => one!);
        Assert.Equal((1, 0), ((int)agents["201"]["missedOffers"]!, (int)agents["201"]["answered"]!));
        Assert.Equal(1, (int)agents["202"]["answered"]!);
    }

    [Fact]
    [Trait("Rule", "QUE-133")]
    [Trait("Rule", "QUE-122")]
    public async Task Of_two_who_answer_at_the_same_instant_one_has_the_call_and_the_other_the_next()
    {
        var (number, phones) = await Account("acd-all", "+31205550993", new { strategy = "ring-all", members = Members() });
        await phones[0].Behaves("answer", 3);
        await phones[1].Behaves("answer", 3);
        var first = await world.Dial(number);
        await world.Advance(6);
        var states = await States(phones);
        Assert.Single(states, "talking");
        var second = await world.Dial(number);
        await world.Advance(6);
        Assert.Equal(2, (await States(phones)).Count(state => state == "talking"));
        await first.HangsUp();
        await second.HangsUp();
        await world.Advance(5);
        Assert.Equal("completed", (await first.Record("acd-all")).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-029")]
    [Trait("Rule", "QUE-121")]
    [Trait("Rule", "QUE-221")]
    public async Task Who_has_waited_longest_is_next_and_hears_the_position()
    {
        var (number, phones) = await Account("acd-fifo", "+31205550994", new { announcesPosition = true, interval = "00:00:20", members = new[] { new { agent = "201" } } });
        await world.Dial(number);
        await world.Advance(2);
        await phones[0].Answers();
        var first = await world.Dial(number);
        await world.Advance(3);
        var second = await world.Dial(number);
        await world.Advance(25);
        Assert.Contains(await second.HeardWords(), words => words.Contains('2', StringComparison.Ordinal) || words.Contains("second", StringComparison.OrdinalIgnoreCase));
        await phones[0].HangsUp();
        await world.Advance(2);
        Assert.Equal("ringing", await phones[0].State());
        await phones[0].Answers();
        await world.Advance(5);
        await first.HangsUp();
        await world.Advance(5);
        Assert.Equal("completed", (await first.Record("acd-fifo")).Reason);
        await second.HangsUp();
        await world.Advance(5);
        Assert.Equal("caller-hung-up", (await second.Record("acd-fifo")).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-300")]
    [Trait("Rule", "QUE-252")]
    [Trait("Rule", "QUE-254")]
    public async Task A_waiting_caller_can_break_out_and_one_too_many_is_forwarded()
    {
        var (number, phones) = await Account("acd-full", "+31205550990", new { callLimit = 1, breakout = "203", forwardTo = new[] { "202" }, forwardAfter = "00:10:00", ringFor = "00:05:00", members = new[] { new { agent = "201" } } });
        var waits = await world.Dial(number);
        await world.Advance(3);
        var refused = await world.Dial(number);
        await world.Advance(3);
        Assert.Equal(["ringing", "ringing", "idle"], await States(phones));
        await refused.HangsUp();
        await waits.Presses("1");
        await world.Advance(3);
        Assert.Equal(["idle", "idle", "ringing"], await States(phones));
        await phones[2].Answers();
        await world.Advance(5);
        await waits.HangsUp();
        await world.Advance(5);
        Assert.Contains("QUE-300", (await waits.Record("acd-full")).Rules);
    }

    private static object[] Members() => [new { agent = "201" }, new { agent = "202" }, new { agent = "203" }];

    private static async Task<string[]> States(Phone[] phones) => [await phones[0].State(), await phones[1].State(), await phones[2].State()];

    private async Task<(string Number, Phone[] Phones)> Account(string account, string number, object queue)
    {
        object[] extensions =
        [
            .. new[] { "201", "202", "203" }.Select(user => new { number = user, name = $"Agent {user}", type = "user", config = new { device = $"web:{account}-{user}" } }),
            new { number = "500", name = "Desk", type = "queue", config = queue },
        ];
        var document = JsonSerializer.Serialize(new
        {
            account = new { name = "Desk", country = "nl", language = "en", timeZone = "Europe/Amsterdam", extensionLength = 3, mainNumber = number, numbers = new[] { number }, tenants = new[] { LocalUsers.TenantOf("sample.example").ToString() } },
            schemes = new[] { new { number = 1, name = "Desk", plans = new[] { new { number = 1, name = "Day", links = new[] { new { number, extension = "500" } } } } } },
            extensions,
        });
        var saved = await world.Api.Put(document, "*", path: $"api/v1/accounts/{account}/config", user: "partner@sample.example");
        Assert.True(saved.Status == 200, saved.Body);
        return (number, await Task.WhenAll(new[] { "201", "202", "203" }.Select(user => world.PhoneAt($"8:acs:{account}-{user}"))));
    }
}
