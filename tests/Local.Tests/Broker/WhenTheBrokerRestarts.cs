using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenTheBrokerRestarts
{
    private static readonly QueueDefinition Calls = new("calls") { DuplicateDetectionWindow = TimeSpan.FromMinutes(10), MaxDeliveryCount = 3 };
    private static readonly QueueDefinition Floor = new("floor") { RequiresSession = true };
    private static readonly TimeSpan Nothing = TimeSpan.Zero;

    [Fact]
    public async Task Everything_is_as_it_was()
    {
        await using var host = await BrokerHost.Up(Calls, Floor);
        var client = host.Client();
        var sender = client.CreateSender("calls");
        var receiver = client.CreateReceiver("calls");
        await sender.SendMessagesAsync(["done", "failed", "dead", "deferred", "waiting"], "m");
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync())!);
        var failed = (await receiver.ReceiveMessageAsync())!;
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync())!, "why");
        var deferred = (await receiver.ReceiveMessageAsync())!;
        await receiver.DeferMessageAsync(deferred);
        await receiver.AbandonMessageAsync(failed);
        var later = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), BrokerHost.Start.AddHours(1));
        await using (var session = await client.AcceptSessionAsync("floor", "a"))
        {
            await session.SetSessionStateAsync(BinaryData.FromString("state"));
        }

        await host.Restart();

        await sender.SendMessageAsync(new ServiceBusMessage("done again") { MessageId = "m-done" });
        var again = (await receiver.ReceiveMessageAsync(Nothing))!;
        Assert.Equal(("failed", 2, failed.SequenceNumber), (again.Body.ToString(), again.DeliveryCount, again.SequenceNumber));
        var waiting = (await receiver.ReceiveMessageAsync(Nothing))!;
        Assert.Equal("waiting", waiting.Body.ToString());
        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));
        Assert.Equal("deferred", (await receiver.ReceiveDeferredMessageAsync(deferred.SequenceNumber)).Body.ToString());
        var dead = client.CreateReceiver("calls", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.Equal("why", (await dead.ReceiveMessageAsync(Nothing))!.DeadLetterReason);
        await using var held = await client.AcceptSessionAsync("floor", "a");
        Assert.Equal("state", (await held.GetSessionStateAsync())!.ToString());
        await sender.CancelScheduledMessageAsync(later);
    }

    [Fact]
    public async Task A_lock_is_still_held_by_the_client_that_comes_back()
    {
        await using var host = await BrokerHost.Up(Calls, Floor);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        await client.CreateSender("floor").SendMessageAsync(new ServiceBusMessage("2") { SessionId = "a" });
        var receiver = client.CreateReceiver("calls");
        var message = (await receiver.ReceiveMessageAsync())!;
        var session = await client.AcceptSessionAsync("floor", "a");

        await host.Restart();

        Assert.Null(await host.Client().CreateReceiver("calls").ReceiveMessageAsync(Nothing));
        await receiver.CompleteMessageAsync(message);
        await session.CompleteMessageAsync((await session.ReceiveMessageAsync(Nothing))!);
        Assert.Equal([0, 0], host.Broker.Counts().Select(c => c.Active));
    }

    [Fact]
    public async Task What_became_due_meanwhile_is_done_at_once()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").ScheduleMessageAsync(new ServiceBusMessage("1"), BrokerHost.Start.AddSeconds(10));
        await client.DisposeAsync();
        await host.Down();

        await host.UpAgain(BrokerHost.Start.AddMinutes(1));

        await host.Advance(TimeSpan.Zero);
        Assert.Equal("1", (await host.Client().CreateReceiver("calls").ReceiveMessageAsync(Nothing))!.Body.ToString());
    }

    [Fact]
    public async Task A_send_during_the_absence_arrives_once()
    {
        await using var host = await BrokerHost.Up(Calls);
        var sender = host.Client(retries: 100).CreateSender("calls");
        await host.Down();

        var sending = sender.SendMessageAsync(new ServiceBusMessage("1"));
        await host.UpAgain(BrokerHost.Start);
        await sending;

        Assert.Equal(1, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task A_send_whose_answer_is_lost_arrives_once()
    {
        await using var host = await BrokerHost.Up(Calls);
        var sender = host.Client(retries: 100).CreateSender("calls");
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await sender.SendMessageAsync(new ServiceBusMessage($"{i}"));
            }
        });
        while (!sending.IsCompleted)
        {
            // Each time with a send on its way: what it did is on disk or not, but its sender does not know.
            await Until.True(() => sending.IsCompleted || host.Broker.Connections == 1, "the client comes back");
            host.Broker.DropConnections();
        }

        await sending;
        Assert.Equal(40, host.Broker.Counts()[0].Active);
    }
}

internal static class Sending
{
    public static Task SendMessagesAsync(this ServiceBusSender sender, string[] bodies, string idPrefix) =>
        sender.SendMessagesAsync(bodies.Select(b => new ServiceBusMessage(b) { MessageId = $"{idPrefix}-{b}" }));
}
