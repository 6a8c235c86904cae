using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenTheClockWaits
{
    private static readonly QueueDefinition Calls = new("calls") { MaxDeliveryCount = 3 };
    private static readonly QueueDefinition Floor = new("floor") { RequiresSession = true };

    [Fact]
    public async Task A_message_that_nobody_listens_to_is_not_in_flight()
    {
        await using var host = await BrokerHost.Up(Calls);

        await host.Client().CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));

        Assert.Equal(0, host.Clock.InFlight);
    }

    [Fact]
    public async Task A_locked_message_is_in_flight_until_it_is_settled()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var receiver = client.CreateReceiver("calls");
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));

        var message = (await receiver.ReceiveMessageAsync())!;
        Assert.Equal(1, host.Clock.Work["message"]);

        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, host.Clock.InFlight);
    }

    [Fact]
    public async Task Everything_that_a_processor_will_get_is_in_flight_until_its_handler_has_ended()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var go = new TaskCompletionSource();
        await using var processor = client.CreateProcessor("calls");
        processor.ProcessMessageAsync += _ => go.Task;
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await client.CreateSender("calls").SendMessagesAsync([new ServiceBusMessage("1"), new ServiceBusMessage("2"), new ServiceBusMessage("3")]);
        Assert.Equal(3, host.Clock.InFlight);
        var settled = host.Clock.Settled();
        Assert.False(settled.IsCompleted);

        go.SetResult();

        await settled.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task Advancing_waits_for_what_a_scheduled_message_causes()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var sender = client.CreateSender("calls");
        var at = new List<DateTimeOffset>();
        await using var processor = client.CreateProcessor("calls");
        processor.ProcessMessageAsync += async _ =>
        {
            at.Add(host.Clock.GetUtcNow());
            if (at.Count < 20)
            {
                await sender.ScheduleMessageAsync(new ServiceBusMessage("again"), host.Clock.GetUtcNow().AddSeconds(15));
            }
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await sender.SendMessageAsync(new ServiceBusMessage("first"));

        await host.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => BrokerHost.Start.AddSeconds(15 * i)), at);
    }

    [Fact]
    public async Task A_message_that_its_handler_leaves_unsettled_holds_the_clock_no_longer()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var deliveries = new List<(int, DateTimeOffset)>();
        await using var processor = client.CreateProcessor("calls", new ServiceBusProcessorOptions { AutoCompleteMessages = false });
        processor.ProcessMessageAsync += args =>
        {
            deliveries.Add((args.Message.DeliveryCount, host.Clock.GetUtcNow()));
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));

        await host.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal([(1, BrokerHost.Start), (2, BrokerHost.Start.AddSeconds(30)), (3, BrokerHost.Start.AddSeconds(60))], deliveries);
        Assert.Equal(1, host.Broker.Counts()[0].DeadLettered);
    }

    [Fact]
    public async Task What_a_dead_process_held_or_would_have_got_is_not_in_flight()
    {
        await using var host = await BrokerHost.Up(Calls);
        var dying = host.Client();
        await using var processor = dying.CreateProcessor("calls");
        var never = new TaskCompletionSource();
        processor.ProcessMessageAsync += _ => never.Task;
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await host.Client().CreateSender("calls").SendMessagesAsync([new ServiceBusMessage("1"), new ServiceBusMessage("2")]);
        Assert.Equal(2, host.Clock.InFlight);

        await dying.DisposeAsync();

        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2, host.Broker.Counts()[0].Active);
        never.SetResult();
    }

    [Fact]
    public async Task An_idle_session_of_a_processor_does_not_hold_the_clock_and_ends_by_it()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        var closed = new TaskCompletionSource();
        await using var processor = client.CreateSessionProcessor("floor", new ServiceBusSessionProcessorOptions { SessionIdleTimeout = TimeSpan.FromMinutes(10) });
        var handled = new List<string>();
        processor.ProcessMessageAsync += args =>
        {
            handled.Add(args.Message.Body.ToString());
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        processor.SessionClosingAsync += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync();
        var sender = client.CreateSender("floor");
        await sender.SendMessageAsync(new ServiceBusMessage("1") { SessionId = "a" });
        await host.Advance(TimeSpan.FromMinutes(4)); // longer than a lock: the broker has renewed it
        await sender.SendMessageAsync(new ServiceBusMessage("2") { SessionId = "a" });
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["1", "2"], handled);
        Assert.False(closed.Task.IsCompleted);

        await host.Advance(TimeSpan.FromMinutes(11));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
