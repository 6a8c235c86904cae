using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenMessagesAreSent
{
    private static readonly QueueDefinition Calls = new("calls") { DuplicateDetectionWindow = TimeSpan.FromMinutes(10) };
    private static readonly TimeSpan Nothing = TimeSpan.Zero;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task A_duplicate_is_dropped_in_silence_until_the_window_ends_even_when_the_first_was_completed()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var sender = client.CreateSender("calls");
        var receiver = client.CreateReceiver("calls");
        await sender.SendMessageAsync(new ServiceBusMessage("first") { MessageId = "m" });
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync())!);

        await host.Advance(TimeSpan.FromMinutes(10) - Tick);
        await sender.SendMessageAsync(new ServiceBusMessage("duplicate") { MessageId = "m" });
        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));

        await host.Advance(Tick);
        await sender.SendMessageAsync(new ServiceBusMessage("new") { MessageId = "m" });
        Assert.Equal("new", (await receiver.ReceiveMessageAsync(Nothing))!.Body.ToString());
    }

    [Fact]
    public async Task Duplicates_within_one_send_are_dropped_too_and_ids_differ_by_case()
    {
        await using var host = await BrokerHost.Up(Calls);
        await host.Client().CreateSender("calls").SendMessagesAsync(
            [new ServiceBusMessage("1") { MessageId = "m" }, new ServiceBusMessage("2") { MessageId = "m" }, new ServiceBusMessage("3") { MessageId = "M" }]);

        Assert.Equal(2, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task A_duplicate_schedule_has_the_number_of_the_first()
    {
        await using var host = await BrokerHost.Up(Calls);
        var sender = host.Client().CreateSender("calls");
        var at = BrokerHost.Start.AddMinutes(1);

        var first = await sender.ScheduleMessageAsync(new ServiceBusMessage("1") { MessageId = "timer-1" }, at);
        var second = await sender.ScheduleMessageAsync(new ServiceBusMessage("1") { MessageId = "timer-1" }, at.AddMinutes(1));

        Assert.Equal(first, second);
        Assert.Equal(1, host.Broker.Counts()[0].Scheduled);
    }

    [Fact]
    public async Task Messages_without_an_id_are_no_duplicates()
    {
        await using var host = await BrokerHost.Up(Calls);
        var message = new ServiceBusMessage("1");
        await host.Client().CreateSender("calls").SendMessagesAsync([message, message]);

        Assert.Equal(2, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task A_scheduled_message_comes_at_its_instant_with_a_new_number()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var receiver = client.CreateReceiver("calls");
        var sender = client.CreateSender("calls");
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("1") { TimeToLive = TimeSpan.FromMinutes(1) }, BrokerHost.Start.AddSeconds(15));
        await sender.SendMessageAsync(new ServiceBusMessage("2") { ScheduledEnqueueTime = BrokerHost.Start.AddSeconds(20) });

        await host.Advance(TimeSpan.FromSeconds(15) - Tick);
        Assert.Null(await receiver.ReceiveMessageAsync(Nothing));
        await host.Advance(Tick);

        var message = (await receiver.ReceiveMessageAsync(Nothing))!;
        Assert.True(message.SequenceNumber > number);
        Assert.Equal(
            ("1", message.SequenceNumber, BrokerHost.Start.AddSeconds(15), BrokerHost.Start.AddSeconds(75), ServiceBusMessageState.Active),
            (message.Body.ToString(), message.EnqueuedSequenceNumber, message.EnqueuedTime, message.ExpiresAt, message.State));
        await receiver.CompleteMessageAsync(message);
        await host.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("2", (await receiver.ReceiveMessageAsync(Nothing))!.Body.ToString());
    }

    [Fact]
    public async Task A_message_scheduled_for_the_past_comes_at_once()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").ScheduleMessageAsync(new ServiceBusMessage("1"), BrokerHost.Start);

        Assert.NotNull(await client.CreateReceiver("calls").ReceiveMessageAsync(Nothing));
    }

    [Fact]
    public async Task A_schedule_is_cancelled_only_while_it_waits()
    {
        await using var host = await BrokerHost.Up(Calls);
        var sender = host.Client().CreateSender("calls");
        var cancelled = await sender.ScheduleMessageAsync(new ServiceBusMessage("1"), BrokerHost.Start.AddSeconds(15));
        var fired = await sender.ScheduleMessageAsync(new ServiceBusMessage("2"), BrokerHost.Start.AddSeconds(15));

        await sender.CancelScheduledMessageAsync(cancelled);
        await host.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal((1, 0), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].Scheduled));
        foreach (var number in (long[])[cancelled, fired, 99])
        {
            var late = await Assert.ThrowsAsync<ServiceBusException>(() => sender.CancelScheduledMessageAsync(number));
            Assert.Equal(ServiceBusFailureReason.MessageNotFound, late.Reason);
        }
    }

    [Fact]
    public async Task A_message_lives_as_long_as_the_shorter_of_its_own_and_the_queues_time()
    {
        await using var host = await BrokerHost.Up(Calls with { DefaultMessageTimeToLive = TimeSpan.FromMinutes(1) });
        var client = host.Client();
        await client.CreateSender("calls").SendMessagesAsync(
        [
            new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromSeconds(10) },
            new ServiceBusMessage("long") { TimeToLive = TimeSpan.FromHours(10) },
        ]);

        await host.Advance(TimeSpan.FromSeconds(10) - Tick);
        Assert.Equal(2, host.Broker.Counts()[0].Active);
        await host.Advance(Tick);
        Assert.Equal("long", (await client.CreateReceiver("calls").PeekMessageAsync())!.Body.ToString());
        await host.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal((0, 0), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].DeadLettered));
    }

    [Fact]
    public async Task Expired_messages_are_dead_lettered_where_the_queue_wants_that_and_a_locked_one_can_still_be_settled()
    {
        await using var host = await BrokerHost.Up(Calls with { DeadLetteringOnMessageExpiration = true });
        var client = host.Client();
        var sender = client.CreateSender("calls");
        await sender.SendMessageAsync(new ServiceBusMessage("locked") { TimeToLive = TimeSpan.FromSeconds(10) });
        await sender.SendMessageAsync(new ServiceBusMessage("free") { TimeToLive = TimeSpan.FromSeconds(10) });
        var receiver = client.CreateReceiver("calls");
        var locked = (await receiver.ReceiveMessageAsync())!;
        await receiver.CloseAsync();

        await host.Advance(TimeSpan.FromSeconds(10));

        await client.CreateReceiver("calls").CompleteMessageAsync(locked);
        var dead = (await client.CreateReceiver("calls", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).ReceiveMessageAsync(Nothing))!;
        Assert.Equal(("free", "TTLExpiredException"), (dead.Body.ToString(), dead.DeadLetterReason));
        Assert.Equal((0, 1), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].DeadLettered));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_and_a_batch_takes_only_what_can_be_sent()
    {
        await using var host = await BrokerHost.Up(Calls);
        var sender = host.Client().CreateSender("calls");

        var large = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage(new byte[256 * 1024])));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, large.Reason);
        using var batch = await sender.CreateMessageBatchAsync();
        var added = 0;
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[60 * 1024])))
        {
            added++;
        }

        Assert.Equal((4, 4), (added, batch.Count));
        await sender.SendMessagesAsync(batch);
        Assert.Equal(4, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task A_full_queue_refuses_until_there_is_room()
    {
        await using var host = await BrokerHost.Up(Calls with { MaxSizeInBytes = 2000 });
        var client = host.Client();
        var sender = client.CreateSender("calls");
        await sender.SendMessageAsync(new ServiceBusMessage(new byte[1500]));

        var full = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage(new byte[1500])));

        Assert.Equal(ServiceBusFailureReason.QuotaExceeded, full.Reason);
        var receiver = client.CreateReceiver("calls");
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync())!);
        await sender.SendMessageAsync(new ServiceBusMessage(new byte[1500]));
    }

    [Fact]
    public async Task A_queue_that_is_not_there_and_a_send_to_dead_letters_are_refused()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();

        var missing = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("call").SendMessageAsync(new ServiceBusMessage("1")));

        Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, "call"), (missing.Reason, missing.EntityPath));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.CreateSender("calls/$deadletterqueue").SendMessageAsync(new ServiceBusMessage("1")));
    }

    [Fact]
    public async Task Many_senders_and_receivers_at_once_lose_nothing_and_double_nothing()
    {
        await using var host = await BrokerHost.Up(Calls);
        var got = new System.Collections.Concurrent.ConcurrentBag<string>();
        var receiving = Enumerable.Range(0, 4).Select(async _ =>
        {
            var receiver = host.Client().CreateReceiver("calls");
            while (got.Count < 400 && await receiver.ReceiveMessageAsync(TimeSpan.FromMilliseconds(200)) is var message)
            {
                if (message is not null)
                {
                    await receiver.CompleteMessageAsync(message);
                    got.Add(message.Body.ToString());
                }
            }
        }).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            var sender = host.Client().CreateSender("calls");
            for (var i = 0; i < 100; i++)
            {
                await sender.SendMessageAsync(new ServiceBusMessage($"{n}-{i}") { MessageId = $"{n}-{i}" });
            }
        }));
        await Task.WhenAll(receiving);

        Assert.Equal(400, got.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((400, 0, 0), (got.Count, host.Broker.Counts()[0].Active, host.Clock.InFlight));
    }

    [Fact]
    public async Task Sends_that_overlap_keep_the_order_in_which_they_were_begun()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var sender = client.CreateSender("calls");
        await sender.SendMessageAsync(new ServiceBusMessage("0")); // opens the connection
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"))));

        var got = await client.CreateReceiver("calls").ReceiveMessagesAsync(51);

        Assert.Equal(Enumerable.Range(0, 51).Select(i => $"{i}"), got.Select(m => m.Body.ToString()));
    }
}
