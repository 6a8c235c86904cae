using System.Text.Json;
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

    private async Task<(string Number, Phone[] Phones)> Account(string account, string number, object queue)
    {
        object[] extensions =
        [
            .. new[] { "201", "202" }.Select(user => new { number = user, name = $"Agent {user}", type = "user", config = new { device = $"web:{account}-{user}" } }),
            new { number = "500", name = "Desk", type = "queue", config = queue },
        ];
        var document = JsonSerializer.Serialize(new
        {
            account = new
            {
                name = "Desk", country = "nl", language = "en", timeZone = "Europe/Amsterdam", extensionLength = 3, mainNumber = number, numbers = new[] { number },
                tenants = new[] { LocalUsers.TenantOf("sample.example").ToString() }, userGroups = new[] { new { name = "Desk", members = new[] { "201" } } },
            },
            schemes = new[] { new { number = 1, name = "Desk", plans = new[] { new { number = 1, name = "Day", links = new[] { new { number, extension = "500" } } } } } },
            extensions,
        });
        var saved = await world.Api.Put(document, "*", path: $"api/v1/accounts/{account}/config", user: "partner@sample.example");
        Assert.True(saved.Status == 200, saved.Body);
        return (number, await Task.WhenAll(new[] { "201", "202" }.Select(user => world.PhoneAt($"8:acs:{account}-{user}"))));
    }
}
