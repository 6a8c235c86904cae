using System.Collections.Concurrent;
using Pbx.Engine.Messages;
using Pbx.Infra.Memory;
using Pbx.Infra.ServiceBus;
using Pbx.Infra.Tests.Contracts;
using Pbx.Simulator.Network.Time;

namespace Pbx.Infra.Tests.Memory;

public sealed class WhenMessagesAreHandedOut : IDisposable
{
    private static readonly DateTimeOffset Start = Fresh.At("2026-11-20T10:00:00Z");
    private readonly Clock clock = new(Start);
    private readonly MemoryMessages messages;
    private readonly ConcurrentQueue<(QueueMessage Message, DateTimeOffset At)> handled = new();

    public WhenMessagesAreHandedOut() => messages = new MemoryMessages(clock, clock.Working);

    [Fact]
    public async Task Each_is_handled_at_its_instant_while_the_clock_advances()
    {
        messages.HandTo(Handle);
        await Alarm(5, "a");
        await Alarm(3, "b");
        await clock.AdvanceTo(Start.AddSeconds(60));
        Assert.Equal([Start.AddSeconds(3), Start.AddSeconds(5)], handled.Select(h => h.At));
    }

    [Fact]
    public async Task An_alarm_that_is_sent_while_another_is_handled_is_part_of_the_same_advance()
    {
        messages.HandTo(async (message, cancel) =>
        {
            await Handle(message, cancel);
            if (handled.Count < 4)
            {
                await Alarm((int)(clock.GetUtcNow() - Start).TotalSeconds + 10, $"next{handled.Count}");
            }
        });
        await Alarm(10, "first");
        await clock.AdvanceTo(Start.AddMinutes(5));
        Assert.Equal([10, 20, 30, 40], handled.Select(h => (int)(h.At - Start).TotalSeconds));
    }

    [Fact]
    public async Task Those_that_waited_for_somebody_to_take_them_are_handled_then()
    {
        await Alarm(1, "a");
        await clock.AdvanceTo(Start.AddSeconds(30));
        Assert.Single(messages.Waiting);
        messages.HandTo(Handle);
        await clock.Settled();
        Assert.Single(handled);
        Assert.Empty(messages.Waiting);
    }

    [Fact]
    public async Task One_that_cannot_be_handled_is_tried_three_times_and_then_set_aside()
    {
        messages.HandTo(async (message, cancel) =>
        {
            await Handle(message, cancel);
            throw new InvalidOperationException("No.");
        });
        await Alarm(1, "poison");
        await clock.AdvanceTo(Start.AddSeconds(1));
        Assert.Equal(3, handled.Count);
        Assert.Equal("poison", Assert.Single(messages.DeadLetters).MessageId);
    }

    [Fact]
    public async Task One_that_fails_once_is_handled_the_second_time()
    {
        messages.HandTo(async (message, cancel) =>
        {
            await Handle(message, cancel);
            if (handled.Count == 1)
            {
                throw new InvalidOperationException("Not yet.");
            }
        });
        await Alarm(1, "a");
        await clock.AdvanceTo(Start.AddSeconds(1));
        Assert.Equal(2, handled.Count);
        Assert.Empty(messages.DeadLetters);
    }

    public void Dispose()
    {
        messages.Dispose();
        clock.Dispose();
    }

    private Task Handle(QueueMessage message, CancellationToken cancel)
    {
        handled.Enqueue((message, clock.GetUtcNow()));
        return Task.CompletedTask;
    }

    private Task Alarm(int seconds, string id) =>
        messages.Alarm(new Alarm(Fresh.Call(Fresh.Account()), 1), Start.AddSeconds(seconds), id, default);
}
