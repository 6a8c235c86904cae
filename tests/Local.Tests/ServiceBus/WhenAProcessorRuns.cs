using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;
using Pbx.Local.Tests.Broker;

namespace Pbx.Local.Tests.ServiceBus;

public sealed class WhenAProcessorRuns
{
    private static readonly QueueDefinition Calls = new("calls") { MaxDeliveryCount = 3, DuplicateDetectionWindow = TimeSpan.FromMinutes(10) };
    private static readonly QueueDefinition Floor = new("floor") { RequiresSession = true, MaxDeliveryCount = 3 };

    [Fact]
    public async Task A_message_whose_handler_ended_is_completed_and_one_whose_handler_failed_comes_again()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var deliveries = new ConcurrentQueue<int>();
        var errors = new ConcurrentQueue<ProcessErrorEventArgs>();
        await using var processor = client.CreateProcessor("calls");
        processor.ProcessMessageAsync += args =>
        {
            deliveries.Enqueue(args.Message.DeliveryCount);
            return args.Message.DeliveryCount < 3 ? throw new InvalidDataException("bad luck") : Task.CompletedTask;
        };
        processor.ProcessErrorAsync += args =>
        {
            errors.Enqueue(args);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync();

        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal([1, 2, 3], deliveries);
        Assert.Equal((0, 0), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].DeadLettered));
        Assert.All(errors, e => Assert.Equal(
            ("bad luck", ServiceBusErrorSource.ProcessMessageCallback, "calls"), (e.Exception.Message, e.ErrorSource, e.EntityPath)));
        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public async Task A_handler_can_settle_by_itself()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await using var processor = client.CreateProcessor("calls");
        processor.ProcessMessageAsync += args => args.DeadLetterMessageAsync(args.Message, "poison", "bad");
        processor.ProcessErrorAsync += args => throw args.Exception;
        await processor.StartProcessingAsync();

        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((0, 1), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].DeadLettered));
    }

    [Fact]
    public async Task As_many_handlers_run_side_by_side_as_are_allowed_and_no_more()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var running = 0;
        var most = 0;
        var all = new TaskCompletionSource();
        await using var processor = client.CreateProcessor("calls", new ServiceBusProcessorOptions { MaxConcurrentCalls = 3 });
        processor.ProcessMessageAsync += async _ =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 3)
            {
                all.TrySetResult();
            }

            await all.Task;
            Interlocked.Decrement(ref running);
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();

        await client.CreateSender("calls").SendMessagesAsync(Enumerable.Range(0, 12).Select(i => new ServiceBusMessage($"{i}")));
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Stopping_waits_for_the_handlers_that_run_and_takes_nothing_new()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var entered = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var processor = client.CreateProcessor("calls");
        var told = false;
        processor.ProcessMessageAsync += async args =>
        {
            entered.TrySetResult();
            await go.Task;
            told = args.CancellationToken.IsCancellationRequested;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await client.CreateSender("calls").SendMessagesAsync([new ServiceBusMessage("1"), new ServiceBusMessage("2")]);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var stopping = processor.StopProcessingAsync();
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        await stopping;

        Assert.True(told);
        Assert.Equal((1, 0), (host.Broker.Counts()[0].Active, host.Broker.Counts()[0].Locked));
        Assert.Equal(0, host.Clock.InFlight);

        await processor.StartProcessingAsync(); // it can start again
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, host.Broker.Counts()[0].Active);
    }

    [Fact]
    public async Task It_goes_on_when_the_broker_comes_back()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var handled = new ConcurrentQueue<string>();
        await using var processor = client.CreateProcessor("calls");
        processor.ProcessMessageAsync += args =>
        {
            handled.Enqueue(args.Message.Body.ToString());
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();

        await host.Restart();
        await host.Client().CreateSender("calls").SendMessageAsync(new ServiceBusMessage("after"));

        await Until.True(() => handled.Contains("after", StringComparer.Ordinal), "the message is handled");
    }

    [Fact]
    public async Task It_starts_while_the_broker_is_away()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var handled = new TaskCompletionSource();
        var away = new TaskCompletionSource();
        await using var processor = client.CreateProcessor("calls");
        processor.ProcessMessageAsync += _ =>
        {
            handled.TrySetResult();
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += args =>
        {
            if (args.Exception is ServiceBusException { Reason: ServiceBusFailureReason.ServiceCommunicationProblem })
            {
                away.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await host.Down();

        await processor.StartProcessingAsync();
        await away.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await host.UpAgain(BrokerHost.Start);
        await host.Client().CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));

        await handled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Sessions_run_side_by_side_each_in_order_and_are_given_back_when_idle()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        var handled = new ConcurrentDictionary<string, ConcurrentQueue<string>>(StringComparer.Ordinal);
        var events = new ConcurrentQueue<string>();
        await using var processor = client.CreateSessionProcessor(
            "floor", new ServiceBusSessionProcessorOptions { MaxConcurrentSessions = 2, SessionIdleTimeout = TimeSpan.FromMilliseconds(50) });
        processor.ProcessMessageAsync += async args =>
        {
            handled.GetOrAdd(args.SessionId, _ => new()).Enqueue(args.Message.Body.ToString());
            await args.SetSessionStateAsync(BinaryData.FromString(args.Message.Body.ToString()));
        };
        processor.ProcessErrorAsync += args => throw args.Exception;
        processor.SessionInitializingAsync += args =>
        {
            events.Enqueue("open " + args.SessionId);
            return Task.CompletedTask;
        };
        processor.SessionClosingAsync += args =>
        {
            events.Enqueue("close " + args.SessionId);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync();

        var bodies = Enumerable.Range(0, 10).Select(i => $"{i}").ToArray();
        var sessions = Enumerable.Range(0, 5).Select(i => $"s{i}").ToArray();
        await client.CreateSender("floor").SendMessagesAsync(bodies.SelectMany(b => sessions.Select(s => new ServiceBusMessage(b) { SessionId = s })));
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.All(sessions, s => Assert.Equal(bodies, handled[s]));
        await Until.True(() => events.Count(e => e.StartsWith("close", StringComparison.Ordinal)) == 5, "all sessions are closed");
        Assert.Equal(5, events.Count(e => e.StartsWith("open", StringComparison.Ordinal)));
        await using var receiver = await client.AcceptSessionAsync("floor", "s0");
        Assert.Equal("9", (await receiver.GetSessionStateAsync())!.ToString());
    }

    [Fact]
    public async Task A_released_session_goes_to_whoever_is_next()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        var order = new ConcurrentQueue<string>();
        await using var processor = client.CreateSessionProcessor(
            "floor", new ServiceBusSessionProcessorOptions { MaxConcurrentSessions = 1, SessionIdleTimeout = TimeSpan.FromSeconds(20) });
        processor.ProcessMessageAsync += args =>
        {
            order.Enqueue(args.SessionId + args.Message.Body);
            args.ReleaseSession();
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += args => throw args.Exception;
        await client.CreateSender("floor").SendMessagesAsync(
            [new("1") { SessionId = "a" }, new("1") { SessionId = "b" }, new("2") { SessionId = "a" }, new("2") { SessionId = "b" }]);

        await processor.StartProcessingAsync();
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(["a1", "b1", "a2", "b2"], order);
    }

    [Fact]
    public async Task A_handler_that_fails_in_a_session_gets_the_message_again_before_the_next()
    {
        await using var host = await BrokerHost.Up(Floor);
        var client = host.Client();
        var order = new ConcurrentQueue<string>();
        await using var processor = client.CreateSessionProcessor("floor");
        processor.ProcessMessageAsync += args =>
        {
            order.Enqueue($"{args.Message.Body}.{args.Message.DeliveryCount}");
            return args.Message.Body.ToString() == "bad" ? throw new InvalidDataException() : Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();

        await client.CreateSender("floor").SendMessagesAsync([new("bad") { SessionId = "a" }, new("good") { SessionId = "a" }]);
        await host.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(["bad.1", "bad.2", "bad.3", "good.1"], order);
        Assert.Equal(1, host.Broker.Counts()[0].DeadLettered);
    }

    [Fact]
    public async Task It_does_not_start_without_its_handlers_or_twice()
    {
        await using var host = await BrokerHost.Up(Calls);
        await using var processor = host.Client().CreateProcessor("calls");
        await Assert.ThrowsAsync<InvalidOperationException>(() => processor.StartProcessingAsync());
        processor.ProcessMessageAsync += _ => Task.CompletedTask;
        Assert.Throws<NotSupportedException>(() => processor.ProcessMessageAsync += _ => Task.CompletedTask);
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => processor.StartProcessingAsync());
    }

    [Fact]
    public async Task Handlers_survive_every_fault_at_once()
    {
        await using var host = await BrokerHost.Up(Calls with { MaxDeliveryCount = 2000 });
        var client = host.Client(retries: 50);
        var handled = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var processor = client.CreateProcessor("calls", new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        processor.ProcessMessageAsync += args =>
        {
            handled.AddOrUpdate(args.Message.MessageId, 1, (_, n) => n + 1);
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        host.Broker.Faults = new BrokerFaults
        {
            Seed = 17,
            DeliverTwice = 0.2,
            LoseComplete = 0.2,
            LoseCompleteAcknowledgement = 0.2,
            ExpireLock = 0.2,
            Reorder = 0.5,
            Busy = 0.2,
            Delay = TimeSpan.FromSeconds(5),
        };

        var sender = client.CreateSender("calls");
        for (var i = 0; i < 50; i++)
        {
            await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = $"{i}" });
        }

        await host.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(50, handled.Count);
        Assert.Contains(handled.Values, n => n > 1);
        Assert.Equal(0, host.Broker.Counts()[0].Active);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
        {
        }
    }
}
