using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenAMessageIsLocked
{
    private static readonly QueueDefinition Calls = new("calls") { MaxDeliveryCount = 3 };
    private static readonly TimeSpan Nothing = TimeSpan.Zero;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task A_message_comes_as_it_was_sent()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var id = Guid.NewGuid();
        var sent = new ServiceBusMessage("Guten Tag, ü")
        {
            MessageId = "m-1",
            CorrelationId = "c",
            Subject = "s",
            ContentType = "text/plain",
            To = "t",
            ReplyTo = "r",
            ReplyToSessionId = "rs",
            PartitionKey = "p",
            TimeToLive = TimeSpan.FromHours(2),
            ApplicationProperties =
            {
                ["text"] = "x",
                ["int"] = 7,
                ["long"] = 7L,
                ["double"] = 0.5,
                ["decimal"] = 1.10m,
                ["bool"] = true,
                ["guid"] = id,
                ["instant"] = BrokerHost.Start,
                ["span"] = TimeSpan.FromSeconds(3),
                ["uri"] = new Uri("https://sample.example/"),
            },
        };
        await client.CreateSender("calls").SendMessageAsync(sent);

        var got = (await client.CreateReceiver("CALLS").ReceiveMessageAsync())!;

        Assert.Equal("Guten Tag, ü", got.Body.ToString());
        Assert.Equal(
            ("m-1", "c", "s", "text/plain", "t", "r", "rs", "p", TimeSpan.FromHours(2), (string?)null),
            (got.MessageId, got.CorrelationId, got.Subject, got.ContentType, got.To, got.ReplyTo, got.ReplyToSessionId, got.PartitionKey, got.TimeToLive, got.SessionId));
        Assert.Equal(sent.ApplicationProperties.OrderBy(p => p.Key), got.ApplicationProperties.OrderBy(p => p.Key));
        Assert.Equal(
            (1L, 1L, 1, BrokerHost.Start, BrokerHost.Start.AddHours(2), BrokerHost.Start.AddSeconds(30), ServiceBusMessageState.Active),
            (got.SequenceNumber, got.EnqueuedSequenceNumber, got.DeliveryCount, got.EnqueuedTime, got.ExpiresAt, got.LockedUntil, got.State));
        Assert.NotEqual(Guid.Empty, Guid.Parse(got.LockToken));
    }

    [Fact]
    public async Task A_locked_message_is_not_seen_by_others()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        Assert.NotNull(await client.CreateReceiver("calls").ReceiveMessageAsync());

        Assert.Null(await host.Client().CreateReceiver("calls").ReceiveMessageAsync(Nothing));
    }

    [Fact]
    public async Task A_completed_message_is_gone_and_cannot_be_settled_again()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var receiver = client.CreateReceiver("calls");
        var message = (await receiver.ReceiveMessageAsync())!;

        await receiver.CompleteMessageAsync(message);

        Assert.Equal(0, host.Broker.Counts()[0].Active);
        var again = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message));
        Assert.Equal((ServiceBusFailureReason.MessageLockLost, false, "calls"), (again.Reason, again.IsTransient, again.EntityPath));
    }

    [Fact]
    public async Task An_abandoned_message_comes_back_first_with_one_more_delivery_and_its_changed_properties()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessagesAsync([new ServiceBusMessage("1"), new ServiceBusMessage("2")]);
        var receiver = client.CreateReceiver("calls");
        var message = (await receiver.ReceiveMessageAsync())!;

        await receiver.AbandonMessageAsync(message, new Dictionary<string, object>(StringComparer.Ordinal) { ["why"] = "busy" });

        var again = (await receiver.ReceiveMessageAsync())!;
        Assert.Equal(("1", 2, message.SequenceNumber, "busy"), (again.Body.ToString(), again.DeliveryCount, again.SequenceNumber, again.ApplicationProperties["why"]));
    }

    [Fact]
    public async Task A_lock_holds_until_its_very_end_and_then_counts_as_a_delivery()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var first = client.CreateReceiver("calls");
        var message = (await first.ReceiveMessageAsync())!;
        await first.CloseAsync(); // the lock stays, but nobody works on the message: the clock may go on
        var second = client.CreateReceiver("calls");

        await host.Advance(TimeSpan.FromSeconds(30) - Tick);
        Assert.Null(await second.ReceiveMessageAsync(Nothing));

        await host.Advance(Tick);
        var again = (await second.ReceiveMessageAsync(Nothing))!;
        Assert.Equal(2, again.DeliveryCount);
        var stale = await Assert.ThrowsAsync<ServiceBusException>(() => second.CompleteMessageAsync(message));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, stale.Reason);
        await second.CompleteMessageAsync(again);
    }

    [Fact]
    public async Task A_message_can_be_settled_through_another_receiver_while_its_lock_lasts()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var first = client.CreateReceiver("calls");
        var message = (await first.ReceiveMessageAsync())!;
        await first.CloseAsync();
        await host.Advance(TimeSpan.FromSeconds(30) - Tick);

        await host.Client().CreateReceiver("calls").CompleteMessageAsync(message);

        Assert.Equal(0, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task A_renewed_lock_lasts_its_full_time_from_then_on()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var first = client.CreateReceiver("calls");
        var message = (await first.ReceiveMessageAsync())!;
        await first.CloseAsync();
        var second = client.CreateReceiver("calls");
        await host.Advance(TimeSpan.FromSeconds(29));

        await second.RenewMessageLockAsync(message);

        Assert.Equal(BrokerHost.Start.AddSeconds(59), message.LockedUntil);
        await second.CloseAsync();
        host.Broker.DropConnections(); // whoever renewed has gone, so the clock does not wait
        await host.Advance(TimeSpan.FromSeconds(30) - Tick);
        var third = client.CreateReceiver("calls");
        Assert.Null(await third.ReceiveMessageAsync(Nothing));
        await third.CloseAsync();
        await host.Advance(Tick);
        Assert.Equal(2, (await client.CreateReceiver("calls").ReceiveMessageAsync(Nothing))!.DeliveryCount);
    }

    [Fact]
    public async Task The_locks_of_a_dead_process_stay_until_they_expire()
    {
        await using var host = await BrokerHost.Up(Calls);
        await host.Client().CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var dying = host.Client();
        Assert.NotNull(await dying.CreateReceiver("calls").ReceiveMessageAsync());
        Assert.Equal(1, host.Clock.InFlight);

        host.Broker.DropConnections();

        Assert.Equal(0, host.Clock.InFlight);
        var receiver = host.Client().CreateReceiver("calls");
        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));
        await host.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, (await receiver.ReceiveMessageAsync(Nothing))!.DeliveryCount);
    }

    [Fact]
    public async Task A_message_that_failed_too_often_goes_to_the_dead_letters_with_the_reason()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1") { MessageId = "m" });
        var receiver = client.CreateReceiver("calls");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = (await receiver.ReceiveMessageAsync(Nothing))!;
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message);
        }

        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));
        var dead = (await Dead(client).ReceiveMessageAsync(Nothing))!;
        Assert.Equal(("m", "MaxDeliveryCountExceeded", "calls", 1L), (dead.MessageId, dead.DeadLetterReason, dead.DeadLetterSource, dead.EnqueuedSequenceNumber));
        Assert.Contains("3 delivery attempts", dead.DeadLetterErrorDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_locks_too_lead_to_the_dead_letters()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var receiver = client.CreateReceiver("calls");
            Assert.Equal(delivery, (await receiver.ReceiveMessageAsync(Nothing))!.DeliveryCount);
            await receiver.CloseAsync();
            await host.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal("MaxDeliveryCountExceeded", (await Dead(client).PeekMessageAsync())!.DeadLetterReason);
        Assert.Equal((0, 1), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].DeadLettered));
    }

    [Fact]
    public async Task A_dead_letter_says_who_put_it_there_why_and_is_drained_like_any_message()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var receiver = client.CreateReceiver("calls");

        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync())!, "no-such-machine", "Call 17 has never been.");

        var dead = Dead(client);
        for (var i = 0; i < 5; i++)
        {
            await dead.AbandonMessageAsync((await dead.ReceiveMessageAsync(Nothing))!); // there is no limit here
        }

        var message = (await dead.ReceiveMessageAsync(Nothing))!;
        Assert.Equal(("no-such-machine", "Call 17 has never been."), (message.DeadLetterReason, message.DeadLetterErrorDescription));
        await dead.CompleteMessageAsync(message);
        Assert.Equal(0, host.Broker.Counts()[0].DeadLettered);
    }

    [Fact]
    public async Task Resubmitted_dead_letters_come_anew_even_within_the_window_for_duplicates()
    {
        await using var host = await BrokerHost.Up(Calls with { DuplicateDetectionWindow = TimeSpan.FromMinutes(10) });
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1") { MessageId = "m" });
        var receiver = client.CreateReceiver("calls");
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync())!, "poison");

        Assert.Equal(1, await host.Broker.Resubmit("calls"));

        var again = (await receiver.ReceiveMessageAsync(Nothing))!;
        Assert.Equal(("m", 2L, 1, null), (again.MessageId, again.SequenceNumber, again.DeliveryCount, again.DeadLetterReason));
        Assert.Equal(0, host.Broker.Counts()[0].DeadLettered);
    }

    [Fact]
    public async Task A_deferred_message_comes_by_its_number_only()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var receiver = client.CreateReceiver("calls");
        var message = (await receiver.ReceiveMessageAsync())!;

        await receiver.DeferMessageAsync(message);

        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));
        Assert.Equal(ServiceBusMessageState.Deferred, (await receiver.PeekMessageAsync())!.State);
        var again = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        Assert.Equal(2, again.DeliveryCount);
        var taken = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveDeferredMessageAsync(message.SequenceNumber));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, taken.Reason);
        await receiver.CompleteMessageAsync(again);
        Assert.Equal(0, host.Broker.Counts()[0].Deferred);
    }

    [Fact]
    public async Task Received_and_deleted_is_gone_at_once()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var receiver = client.CreateReceiver("calls", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = (await receiver.ReceiveMessageAsync())!;

        Assert.Equal((0, 0), (host.Broker.Counts()[0].Active, host.Clock.InFlight));
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task Peeking_shows_every_message_and_takes_none()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var sender = client.CreateSender("calls");
        await sender.SendMessagesAsync([new ServiceBusMessage("locked"), new ServiceBusMessage("free")]);
        await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), BrokerHost.Start.AddHours(1));
        var receiver = client.CreateReceiver("calls");
        await receiver.ReceiveMessageAsync();

        var seen = await receiver.PeekMessagesAsync(10);

        Assert.Equal([("locked", 0), ("free", 0), ("later", 2)], seen.Select(m => (m.Body.ToString(), (int)m.State)));
        Assert.Empty(await receiver.PeekMessagesAsync(10)); // it goes on behind the last
        Assert.Equal("free", (await receiver.PeekMessageAsync(2))!.Body.ToString());
        Assert.Equal("00000000-0000-0000-0000-000000000000", seen[1].LockToken);
    }

    [Fact]
    public async Task A_receiver_that_waits_gets_a_message_when_it_comes_and_a_cancelled_one_loses_none()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var receiver = client.CreateReceiver("calls");
        using var cancel = new CancellationTokenSource();
        var cancelled = receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20), cancel.Token);
        var waiting = receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));

        Assert.Equal("1", (await waiting)!.Body.ToString());
    }

    private static ServiceBusReceiver Dead(ServiceBusClient client) =>
        client.CreateReceiver("calls", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
}
