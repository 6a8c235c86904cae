using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenSessionsAreShared
{
    private static readonly QueueDefinition Floor = new("floor") { RequiresSession = true, MaxDeliveryCount = 3 };
    private static readonly TimeSpan Nothing = TimeSpan.Zero;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task A_session_has_one_receiver_which_gets_its_messages_in_order()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client(TimeSpan.FromMilliseconds(100));
        await Send(client, "a", "1", "2", "3");
        await using var mine = await client.AcceptSessionAsync("floor", "a");

        var other = await Assert.ThrowsAsync<ServiceBusException>(() => client.AcceptSessionAsync("floor", "a"));
        var next = await Assert.ThrowsAsync<ServiceBusException>(() => client.AcceptNextSessionAsync("floor"));
        Assert.Equal((ServiceBusFailureReason.SessionCannotBeLocked, ServiceBusFailureReason.ServiceTimeout), (other.Reason, next.Reason));

        var got = await mine.ReceiveMessagesAsync(3, Nothing);
        Assert.Equal(["1", "2", "3"], got.Select(m => m.Body.ToString()));
        Assert.Equal(("a", BrokerHost.Start.AddSeconds(30), BrokerHost.Start.AddSeconds(30)), (mine.SessionId, mine.SessionLockedUntil, got[0].LockedUntil));
    }

    [Fact]
    public async Task An_abandoned_message_comes_before_the_later_ones_of_its_session()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await Send(client, "a", "1", "2");
        var receiver = await client.AcceptSessionAsync("floor", "a");

        await receiver.AbandonMessageAsync((await receiver.ReceiveMessageAsync())!);

        Assert.Equal(["1", "2"], (await receiver.ReceiveMessagesAsync(2, Nothing)).Select(m => m.Body.ToString()));
    }

    [Fact]
    public async Task Accepting_the_next_takes_the_oldest_free_session_and_waits_for_one()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await Send(client, "b", "1");
        await Send(client, "a", "2");
        await using var first = await client.AcceptNextSessionAsync("floor");
        await using var second = await client.AcceptNextSessionAsync("floor");
        var waiting = client.AcceptNextSessionAsync("floor");
        Assert.False(waiting.IsCompleted);

        await Send(client, "c", "3");

        await using var third = await waiting;
        Assert.Equal(("b", "a", "c"), (first.SessionId, second.SessionId, third.SessionId));
    }

    [Fact]
    public async Task The_state_stays_with_the_session_when_its_messages_are_gone()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await using (var first = await client.AcceptSessionAsync("floor", "a"))
        {
            Assert.Null(await first.GetSessionStateAsync());
            await first.SetSessionStateAsync(BinaryData.FromString("seen 7"));
        }

        await using (var second = await client.AcceptSessionAsync("floor", "a"))
        {
            Assert.Equal("seen 7", (await second.GetSessionStateAsync())!.ToString());
            await second.SetSessionStateAsync(null);
        }

        Assert.Equal(0, host.Broker.Counts()[0].Sessions);
    }

    [Fact]
    public async Task A_clean_close_does_not_count_as_a_delivery_and_an_expiry_does()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await Send(client, "a", "1");
        var closed = await client.AcceptSessionAsync("floor", "a");
        Assert.Equal(1, (await closed.ReceiveMessageAsync(Nothing))!.DeliveryCount);
        await closed.CloseAsync();

        var dying = host.Client();
        var lost = await dying.AcceptSessionAsync("floor", "a");
        var message = (await lost.ReceiveMessageAsync(Nothing))!;
        Assert.Equal(1, message.DeliveryCount);
        host.Broker.DropConnections();
        await host.Advance(TimeSpan.FromSeconds(30) - Tick);
        await Assert.ThrowsAsync<ServiceBusException>(() => client.AcceptSessionAsync("floor", "a"));
        await host.Advance(Tick);

        await using var next = await client.AcceptSessionAsync("floor", "a");
        Assert.Equal(2, (await next.ReceiveMessageAsync(Nothing))!.DeliveryCount);
        var stale = await Assert.ThrowsAsync<ServiceBusException>(() => lost.CompleteMessageAsync(message));
        var blind = await Assert.ThrowsAsync<ServiceBusException>(() => lost.ReceiveMessageAsync(Nothing));
        var deaf = await Assert.ThrowsAsync<ServiceBusException>(() => lost.SetSessionStateAsync(BinaryData.FromString("x")));
        Assert.All([stale, blind, deaf], e => Assert.Equal(ServiceBusFailureReason.SessionLockLost, e.Reason));
    }

    [Fact]
    public async Task Sessions_that_expire_too_often_dead_letter_what_was_in_hand_and_only_that()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await Send(client, "a", "poison", "good");
        for (var i = 0; i < 3; i++)
        {
            var receiver = await client.AcceptSessionAsync("floor", "a");
            Assert.Equal("poison", (await receiver.ReceiveMessageAsync(Nothing))!.Body.ToString());
            host.Broker.ExpireLocks("floor");
        }

        Assert.Equal((1, 1), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].DeadLettered));
        var dead = (await client.CreateReceiver("floor", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).ReceiveMessageAsync(Nothing))!;
        Assert.Equal(("poison", "a", "MaxDeliveryCountExceeded"), (dead.Body.ToString(), dead.SessionId, dead.DeadLetterReason));
    }

    [Fact]
    public async Task A_renewed_session_keeps_all_its_messages()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        var receiver = await client.AcceptSessionAsync("floor", "a");
        await host.Advance(TimeSpan.FromSeconds(20));

        await receiver.RenewSessionLockAsync();

        Assert.Equal(BrokerHost.Start.AddSeconds(50), receiver.SessionLockedUntil);
        await host.Advance(TimeSpan.FromSeconds(30) - Tick);
        await Send(client, "a", "1");
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync(Nothing))!);
        await host.Advance(Tick);
        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.RenewSessionLockAsync());
    }

    [Fact]
    public async Task A_message_without_a_session_and_a_receiver_without_a_session_are_refused()
    {
        await using var host = await BrokerHost.Up(Floor, new QueueDefinition("calls"));
        var client = host.Client();

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateSender("floor").SendMessageAsync(new ServiceBusMessage("1")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateReceiver("floor").ReceiveMessageAsync(Nothing));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AcceptSessionAsync("calls", "a"));
    }

    [Fact]
    public async Task A_scheduled_message_joins_its_session_when_it_fires()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await client.CreateSender("floor").ScheduleMessageAsync(new ServiceBusMessage("later") { SessionId = "a" }, BrokerHost.Start.AddSeconds(10));
        await Send(client, "a", "now");
        await host.Advance(TimeSpan.FromSeconds(10));

        await using var receiver = await client.AcceptNextSessionAsync("floor");

        Assert.Equal(["now", "later"], (await receiver.ReceiveMessagesAsync(5, Nothing)).Select(m => m.Body.ToString()));
    }

    [Fact]
    public async Task A_deferred_message_of_a_session_needs_the_session()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        await Send(client, "a", "1");
        await using var receiver = await client.AcceptSessionAsync("floor", "a");
        var message = (await receiver.ReceiveMessageAsync(Nothing))!;
        await receiver.DeferMessageAsync(message);
        await using var other = await client.AcceptSessionAsync("floor", "b");

        await Assert.ThrowsAsync<ServiceBusException>(() => other.ReceiveDeferredMessageAsync(message.SequenceNumber));

        await receiver.CompleteMessageAsync(await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber));
        Assert.Equal(0, host.Broker.Counts()[0].Deferred);
    }

    private static Task Send(ServiceBusClient client, string session, params string[] bodies) =>
        client.CreateSender("floor").SendMessagesAsync(bodies.Select(b => new ServiceBusMessage(b) { SessionId = session }));
}
