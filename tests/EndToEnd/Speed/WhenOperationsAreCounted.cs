using System.Globalization;
using Azure.Messaging.ServiceBus;
using Pbx.EndToEnd.World;
using Xunit.Abstractions;

namespace Pbx.EndToEnd.Speed;

/// <summary>The gate of ARCHITECTURE 8, P3: what one call costs in storage, from its arrival until the last of its alarms is gone.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenOperationsAreCounted(PbxWorld world, ITestOutputHelper output)
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

    private async Task Count(string what, int most, Func<Task<Caller>> call)
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
            var own = asked.Count;
            conflicts = world.Tables.Conflicts - conflicts;
            requests = own > dearest ? asked : requests;
            dearest = Math.Max(dearest, own);
            Assert.Equal("completed", (await caller.Record()).Reason);
            var messages = await LastNumber(queue) - sent - 1;

            // each message is sent, received and completed
            var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {own} storage operations with {conflicts} conflicts, {3 * messages} Service Bus operations ({messages} messages)");
            output.WriteLine(line);
            Console.WriteLine(line);
        }

        Assert.True(dearest <= most, $"{what}: {dearest} storage operations; at most {most} are allowed.\n{string.Join('\n', requests)}");
    }

    // Those of numbering plans look into an index each minute, and each hour at all accounts; no call does.
    private static bool IsOfTimers(string request) => request.Contains("/activations", StringComparison.Ordinal) || request.EndsWith("/config()", StringComparison.Ordinal);

    // The broker numbers messages one by one: a message that is taken back before it is due tells how far it has come.
    private async Task<long> LastNumber(ServiceBusSender queue)
    {
        var number = await queue.ScheduleMessageAsync(new ServiceBusMessage("none"), world.Now.AddDays(1));
        await queue.CancelScheduledMessageAsync(number);
        return number;
    }
}
