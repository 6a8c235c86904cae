using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Infra.ServiceBus;
using Pbx.Simulator.Network.Time;

namespace Pbx.Infra.Tests.Contracts;

public abstract class MessageBusContract : IDisposable
{
    private readonly MachineKey key = Fresh.Call(Fresh.Account());

    protected static DateTimeOffset Start { get; } = Fresh.At("2026-11-20T10:00:00Z");

    protected Clock Clock { get; } = new(Start);

    protected abstract IMessageBus Bus { get; }

    [Fact]
    public async Task An_event_arrives_at_once_as_it_was_sent()
    {
        await Bus.Event(new HandedOver(key, "e/1 “odd”", "{\"type\":\"digits\",\"digits\":\"12ä\"}"u8.ToArray()), Id(), default);
        var received = Assert.IsType<QueueMessage.Hand>(Assert.Single(await Due()));
        Assert.Equal(key, received.Key);
        Assert.Equal("e/1 “odd”", received.Event.EventId);
        Assert.Equal("{\"type\":\"digits\",\"digits\":\"12ä\"}"u8, received.Event.Event.Span);
    }

    [Fact]
    public async Task An_alarm_comes_at_its_instant_and_not_before()
    {
        await Bus.Alarm(new Alarm(key, 7), Start.AddSeconds(15), Id(), default);
        Assert.Empty(await Due());
        await Clock.AdvanceTo(Start.AddSeconds(15).AddMilliseconds(-1));
        Assert.Empty(await Due());
        await Clock.AdvanceTo(Start.AddSeconds(15));
        Assert.Equal(new Alarm(key, 7), Assert.IsType<QueueMessage.Wake>(Assert.Single(await Due())).Alarm);
        await Clock.AdvanceTo(Start.AddMinutes(30));
        Assert.Empty(await Due());
    }

    [Fact]
    public async Task An_alarm_without_a_number_stands_alone()
    {
        await Bus.Alarm(new Alarm(key, null), Start.AddSeconds(1), Id(), default);
        await Clock.AdvanceTo(Start.AddSeconds(1));
        Assert.Equal(new Alarm(key, null), Assert.IsType<QueueMessage.Wake>(Assert.Single(await Due())).Alarm);
    }

    [Fact]
    public async Task An_alarm_for_an_instant_that_has_passed_comes_at_once()
    {
        await Bus.Alarm(new Alarm(key, 1), Start.AddMinutes(-1), Id(), default);
        Assert.Single(await Due());
    }

    [Fact]
    public async Task Alarms_come_in_the_order_of_their_instants()
    {
        foreach (var seconds in new[] { 30, 10, 20 })
        {
            await Bus.Alarm(new Alarm(key, seconds), Start.AddSeconds(seconds), Id(), default);
        }

        var seen = new List<int?>();
        foreach (var seconds in new[] { 10, 20, 30 })
        {
            await Clock.AdvanceTo(Start.AddSeconds(seconds));
            seen.Add(Assert.IsType<QueueMessage.Wake>(Assert.Single(await Due())).Alarm.Number);
        }

        Assert.Equal([10, 20, 30], seen);
    }

    [Fact]
    public async Task A_message_id_of_the_last_ten_minutes_is_not_sent_again()
    {
        var id = Id();
        await Bus.Event(new HandedOver(key, "e1", "{}"u8.ToArray()), id, default);
        await Bus.Event(new HandedOver(key, "e1", "{}"u8.ToArray()), id, default);
        Assert.Single(await Due());
        await Clock.AdvanceTo(Start.AddMinutes(9.9));
        await Bus.Event(new HandedOver(key, "e1", "{}"u8.ToArray()), id, default);
        Assert.Empty(await Due());
        await Clock.AdvanceTo(Start.AddMinutes(10.1));
        await Bus.Event(new HandedOver(key, "e1", "{}"u8.ToArray()), id, default);
        Assert.Single(await Due());
    }

    [Fact]
    public async Task A_message_id_of_an_alarm_that_is_not_due_yet_is_not_sent_again()
    {
        var id = Id();
        await Bus.Alarm(new Alarm(key, 1), Start.AddMinutes(1), id, default);
        await Bus.Alarm(new Alarm(key, 1), Start.AddMinutes(2), id, default);
        await Clock.AdvanceTo(Start.AddMinutes(5));
        Assert.Single(await Due());
    }

    [Fact]
    public async Task Many_who_send_one_message_at_once_send_it_once()
    {
        var id = Id();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bus.Event(new HandedOver(key, "e1", "{}"u8.ToArray()), id, default))));
        Assert.Single(await Due());
    }

    [Fact]
    public async Task Messages_to_many_machines_all_arrive()
    {
        var keys = Enumerable.Range(0, 50).Select(_ => Fresh.Call(key.Account)).ToHashSet();
        await Task.WhenAll(keys.Select(k => Bus.Event(new HandedOver(k, "e1", "{}"u8.ToArray()), Id(), default)));
        Assert.Equal(keys, (await Due()).Select(m => m.Key).ToHashSet());
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes every message that is due by now.</summary>
    protected abstract Task<IReadOnlyList<QueueMessage>> Due();

    protected virtual void Dispose(bool disposing) => Clock.Dispose();

    private static string Id() => Guid.NewGuid().ToString("N");
}
