using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;
using Xunit.Abstractions;

namespace Pbx.EndToEnd.Speed;

/// <summary>The gate of ARCHITECTURE 8, P3: what one call costs in storage, from its arrival until the last of its alarms is gone.</summary>
[Collection(OnePbx.Name)]
public sealed partial class WhenOperationsAreCounted(PbxWorld world, ITestOutputHelper output)
{
    private const int Turns = 5;

    [Fact]
    public async Task An_auto_answer_costs_at_most_12_storage_operations() =>
        await Count("auto-answer", most: 12, async () =>
        {
            var caller = await world.Dial("+31205550102");
            await world.Advance(20);
            return caller;
        });

    [Fact]
    public async Task A_call_through_the_menu_to_a_user_costs_at_most_30_storage_operations() =>
        await Count("menu, user", most: 30, async () =>
        {
            var anna = await world.Anna();
            var caller = await world.Dial("+31205550100");
            await world.Advance(5);
            await caller.Presses("1");
            await world.Advance(6);
            await anna.Answers();
            await world.Advance(60);
            await anna.HangsUp();
            return caller;
        });

    [Fact]
    public async Task A_call_to_a_group_of_five_costs_at_most_30_storage_operations()
    {
        var phones = await Task.WhenAll(new[] { "anna", "bram", "clara", "dirk", "eva" }.Select(name => world.PhoneAt($"8:acs:{name}")));
        await Count("group of five", most: 30, async () =>
        {
            var caller = await world.Dial("+31205550150");
            await world.Advance(6);
            await phones[2].Answers();
            await world.Advance(60);
            await phones[2].HangsUp();
            return caller;
        });
    }

    [Fact]
    public async Task A_call_through_a_menu_and_a_queue_to_an_agent_costs_at_most_45_storage_operations()
    {
        const string Account = "acd-cost";
        const string Number = "+31205550991";
        var document = JsonSerializer.Serialize(new
        {
            account = new { name = "Cost", country = "nl", language = "en", timeZone = "Europe/Amsterdam", extensionLength = 3, mainNumber = Number, numbers = new[] { Number }, tenants = new[] { LocalUsers.TenantOf("sample.example").ToString() } },
            schemes = new[] { new { number = 1, name = "Cost", plans = new[] { new { number = 1, name = "Day", links = new[] { new { number = Number, extension = "400" } } } } } },
            extensions = new object[]
            {
                new { number = "201", name = "Agent", type = "user", config = new { device = "web:acd-cost-201" } },
                new { number = "400", name = "Menu", type = "menu", config = new { greeting = "Press 1.", options = new[] { new { key = "1", destination = "500" } } } },
                new { number = "500", name = "Desk", type = "queue", config = new { members = new[] { new { agent = "201" } } } },
            },
        });
        var saved = await world.Api.Put(document, "*", path: $"api/v1/accounts/{Account}/config", user: "partner@sample.example");
        Assert.True(saved.Status == 200, saved.Body);
        var agent = await world.PhoneAt("8:acs:acd-cost-201");
        await Count(
            "menu, queue, agent",
            most: 45,
            async () =>
            {
                var caller = await world.Dial(Number);
                await world.Advance(5);
                await caller.Presses("1");
                await world.Advance(6);
                await agent.Answers();
                await world.Advance(60);
                await agent.HangsUp();
                return caller;
            },
            Account);
    }

    [Fact]
    public async Task Fifty_who_reject_a_call_at_the_same_instant_do_not_storm_one_row()
    {
        const string Account = "fifty";
        const string Number = "+31205550986";
        var users = Enumerable.Range(301, 50).Select(number => new { number = $"{number}", name = $"User {number}", type = "user", config = new { device = $"web:fifty-{number}" } });
        var document = JsonSerializer.SerializeToNode(new
        {
            account = new { name = "Fifty", country = "nl", language = "en", timeZone = "Europe/Amsterdam", extensionLength = 3, mainNumber = Number, numbers = new[] { Number }, tenants = new[] { LocalUsers.TenantOf("sample.example").ToString() } },
            schemes = new[] { new { number = 1, name = "Fifty", plans = new[] { new { number = 1, name = "Day", links = new[] { new { number = Number, extension = "500" } } } } } },
        })!;
        document["extensions"] = JsonSerializer.SerializeToNode(users);
        document["extensions"]!.AsArray().Add(JsonSerializer.SerializeToNode(new { number = "500", name = "All", type = "group", config = new { members = users.Select(user => user.number), external = new { noAnswer = new[] { "301" } } } }));
        var saved = await world.Api.Put(document.ToJsonString(), "*", path: $"api/v1/accounts/{Account}/config", user: "partner@sample.example");
        Assert.True(saved.Status == 200, saved.Body);
        foreach (var user in users)
        {
            var phone = await world.PhoneAt($"8:acs:fifty-{user.number}");
            await (user.number == "350" ? phone.Behaves("answer", 4) : phone.Behaves("decline", 2));
        }

        var (before, conflicts) = (world.Tables.Requests, world.Tables.Conflicts);
        var caller = await world.Dial(Number);
        await world.Advance(60);
        await caller.HangsUp();
        await world.Advance(30);
        var record = await caller.Record(Account);
        Assert.Equal("completed", record.Reason);
        Assert.Equal(49, record.Legs.Count(leg => leg.EndsWith("declined", StringComparison.Ordinal)));
        var asked = world.Tables.After(before).Count(request => !IsOfTimers(request));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"group of fifty, 49 reject at once: {asked} storage operations with {world.Tables.Conflicts - conflicts} conflicts"));
        Assert.InRange(world.Tables.Conflicts - conflicts, 0, 50);
    }

    // without what calls before it and other accounts do meanwhile
    private static List<string> Own(List<string> asked, string account)
    {
        var filed = asked.First(request => request.Contains($"calllog(PartitionKey='{account}'", StringComparison.Ordinal));
        var id = filed[(filed.LastIndexOf("RowKey='", StringComparison.Ordinal) + "RowKey='".Length)..].TrimEnd('\'', ')');
        return [.. asked.Where(request => IsOwn(Uri.UnescapeDataString(request)))];

        bool IsOwn(string request) => PartitionOf().Match(request) is not { Success: true } of || (of.Groups[1].Value == account && (!of.Groups[2].Value.StartsWith("call-", StringComparison.Ordinal) || request.Contains(id, StringComparison.Ordinal)));
    }

    // the account, and what of it
    [GeneratedRegex("""PartitionKey='([^'|]+)\|([^']*)'""")]
    private static partial Regex PartitionOf();

    private async Task Count(string what, int most, Func<Task<Caller>> call, string account = "sample")
    {
        await call(); // the caches are warm from now on
        await world.Advance(600);
        await using var bus = new ServiceBusClient(world.Local.ServiceBusConnectionString);
        await using var queue = bus.CreateSender("calls");
        var dearest = 0;
        IReadOnlyList<string> requests = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            var (before, conflicts, sent) = (world.Tables.Requests, world.Tables.Conflicts, await LastNumber(queue));
            var caller = await call();
            Assert.Equal("ended", (await caller.Line()).State);
            await world.Advance(30);
            var asked = world.Tables.After(before).Where(request => !IsOfTimers(request)).ToList();
            asked = Own(asked, account);
            var own = asked.Count;
            conflicts = world.Tables.Conflicts - conflicts;
            requests = own > dearest ? asked : requests;
            dearest = Math.Max(dearest, own);
            Assert.Equal("completed", (await caller.Record(account)).Reason);
            var messages = await LastNumber(queue) - sent - 1;

            // each message is sent, received and completed
            var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {own} storage operations with {conflicts} conflicts, {3 * messages} Service Bus operations ({messages} messages)");
            output.WriteLine(line);
            Console.WriteLine(line);
        }

        Assert.True(dearest <= most, $"{what}: {dearest} storage operations; at most {most} are allowed.\n{string.Join('\n', requests)}");
    }

    // Those of numbering plans look into an index each minute, and each hour at all accounts; that of recordings asks each hour for all that wait. No call does.
    private static bool IsOfTimers(string request) => request.Contains("/activations", StringComparison.Ordinal) || request.EndsWith("/config()", StringComparison.Ordinal) || request.EndsWith("/recordingsstarted()", StringComparison.Ordinal);

    // The broker numbers messages one by one: a message that is taken back before it is due tells how far it has come.
    private async Task<long> LastNumber(ServiceBusSender queue)
    {
        var number = await queue.ScheduleMessageAsync(new ServiceBusMessage("none"), world.Now.AddDays(1));
        await queue.CancelScheduledMessageAsync(number);
        return number;
    }
}
