using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenTheBrokerMisbehaves
{
    private static readonly QueueDefinition Calls = new("calls") { MaxDeliveryCount = 3 };
    private static readonly QueueDefinition Floor = new("floor") { RequiresSession = true, MaxDeliveryCount = 3 };
    private static readonly TimeSpan Nothing = TimeSpan.Zero;

    [Fact]
    public async Task A_completed_message_can_come_once_more()
    {
        await using var host = await BrokerHost.Up(Calls);
        host.Broker.Faults = new BrokerFaults { DeliverTwice = 1 };
        var (receiver, _) = await One(host);
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync(Nothing))!);

        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync(Nothing))!);

        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));
    }

    [Fact]
    public async Task A_completion_can_be_lost()
    {
        await using var host = await BrokerHost.Up(Calls);
        var (receiver, message) = await One(host, retries: 0);
        host.Broker.Faults = new BrokerFaults { LoseComplete = 1 };

        var lost = await Assert.ThrowsAsync<ServiceBusException>(async () => await receiver.CompleteMessageAsync(await message()));

        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (lost.Reason, lost.IsTransient));
        Assert.Equal(2, (await message()).DeliveryCount);
    }

    [Fact]
    public async Task The_acknowledgement_of_a_completion_can_be_lost()
    {
        await using var host = await BrokerHost.Up(Calls);
        var (receiver, message) = await One(host);
        host.Broker.Faults = new BrokerFaults { LoseCompleteAcknowledgement = 1 };

        // The client tries again, and finds nothing to complete.
        var lost = await Assert.ThrowsAsync<ServiceBusException>(async () => await receiver.CompleteMessageAsync(await message()));

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
        Assert.Equal(0, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task A_lock_can_end_while_the_handler_runs()
    {
        await using var host = await BrokerHost.Up(Calls);
        host.Broker.Faults = new BrokerFaults { ExpireLock = 1 };
        var (receiver, message) = await One(host);
        var first = await message();
        host.Broker.Faults = new BrokerFaults();

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first));

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
        Assert.Equal(2, (await message()).DeliveryCount);
    }

    [Fact]
    public async Task A_session_can_be_lost_while_the_handler_runs()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await client.CreateSender("floor").SendMessageAsync(new ServiceBusMessage("1") { SessionId = "a" });
        var session = await client.AcceptSessionAsync("floor", "a");
        host.Broker.Faults = new BrokerFaults { ExpireLock = 1 };
        var message = (await session.ReceiveMessageAsync(Nothing))!;

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => session.CompleteMessageAsync(message));

        Assert.Equal(ServiceBusFailureReason.SessionLockLost, lost.Reason);
        host.Broker.Faults = new BrokerFaults();
        await using var next = await client.AcceptNextSessionAsync("floor");
        Assert.Equal(2, (await next.ReceiveMessageAsync(Nothing))!.DeliveryCount);
    }

    [Fact]
    public async Task Messages_can_be_late_and_do_not_hold_the_clock_meanwhile()
    {
        await using var host = await BrokerHost.Up(Calls);
        host.Broker.Faults = new BrokerFaults { Delay = TimeSpan.FromMinutes(1), Seed = 3 };
        var (receiver, _) = await One(host);
        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));

        await host.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(await receiver.ReceiveMessageAsync(Nothing));
    }

    [Fact]
    public async Task Messages_can_be_swapped_but_never_within_a_session()
    {
        await using var host = await BrokerHost.Up(Calls, Floor);
        host.Broker.Faults = new BrokerFaults { Reorder = 0.5, Seed = 42 };
        var client = host.Client();
        var order = Enumerable.Range(0, 20).Select(i => $"{i}").ToArray();
        await client.CreateSender("calls").SendMessagesAsync(order.Select(b => new ServiceBusMessage(b)));
        await client.CreateSender("floor").SendMessagesAsync(order.Select(b => new ServiceBusMessage(b) { SessionId = "a" }));

        var calls = await Drain(client.CreateReceiver("calls"));
        var floor = await Drain(await client.AcceptSessionAsync("floor", "a"));

        Assert.NotEqual(order, calls);
        Assert.Equal(order.Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
        Assert.Equal(order, floor);
    }

    [Fact]
    public async Task The_same_seed_swaps_the_same_messages()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var host = await BrokerHost.Up(Calls);
            host.Broker.Faults = new BrokerFaults { Reorder = 0.5, Seed = 3943 };
            var client = host.Client();
            await client.CreateSender("calls").SendMessagesAsync(Enumerable.Range(0, 20).Select(i => new ServiceBusMessage($"{i}")));
            runs.Add(string.Join(' ', await Drain(client.CreateReceiver("calls"))));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task A_busy_broker_is_asked_again()
    {
        await using var host = await BrokerHost.Up(Calls);
        host.Broker.Faults = new BrokerFaults { Busy = 1 };
        var sender = host.Client(retries: 0).CreateSender("calls");
        var busy = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("1")));
        Assert.Equal((ServiceBusFailureReason.ServiceBusy, true), (busy.Reason, busy.IsTransient));

        host.Broker.Faults = new BrokerFaults { Busy = 0.5, Seed = 7 };
        var patient = host.Client(retries: 30).CreateSender("calls");
        for (var i = 0; i < 10; i++)
        {
            await patient.SendMessageAsync(new ServiceBusMessage($"{i}"));
        }

        Assert.Equal(10, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task A_queue_can_be_full_by_bad_luck()
    {
        await using var host = await BrokerHost.Up(Calls);
        host.Broker.Faults = new BrokerFaults { Full = 1 };

        var full = await Assert.ThrowsAsync<ServiceBusException>(() => host.Client().CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1")));

        Assert.Equal(ServiceBusFailureReason.QuotaExceeded, full.Reason);
    }

    private static async Task<(ServiceBusReceiver Receiver, Func<Task<ServiceBusReceivedMessage>> Next)> One(BrokerHost host, int retries = 3)
    {
        var client = host.Client(retries: retries);
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var receiver = client.CreateReceiver("calls");
        return (receiver, async () => (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!);
    }

    private static async Task<List<string>> Drain(ServiceBusReceiver receiver)
    {
        var got = new List<string>();
        while (await receiver.ReceiveMessageAsync(Nothing) is { } message)
        {
            got.Add(message.Body.ToString());
            await receiver.CompleteMessageAsync(message);
        }

        return got;
    }
}
