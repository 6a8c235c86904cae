using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Infra.ServiceBus;

namespace Pbx.Infra.Tests.ServiceBus;

public sealed class WhenMessagesAreRead
{
    private static readonly MachineKey Key = new(AccountId.Parse("acme"), "call", "202647-7e1b5c0d3a2-0123456789abcdef");

    [Fact]
    public void An_alarm_is_written_as_it_always_was() => Assert.Equal(
        """{"type":"alarm","account":"acme","kind":"call","id":"202647-7e1b5c0d3a2-0123456789abcdef","number":3}""",
        new QueueMessage.Wake(new Alarm(Key, 3)).Write().ToString());

    [Fact]
    public void An_event_is_written_as_it_always_was() => Assert.Equal(
        """{"type":"event","account":"acme","kind":"call","id":"202647-7e1b5c0d3a2-0123456789abcdef","eventId":"e1","event":{"type":"hung-up"}}""",
        new QueueMessage.Hand(new HandedOver(Key, "e1", """{"type":"hung-up"}"""u8.ToArray())).Write().ToString());

    [Fact]
    public void What_a_later_release_added_is_passed_over()
    {
        var read = QueueMessage.Read(BinaryData.FromString("""{"new":{"a":[1]},"type":"alarm","account":"acme","kind":"call","id":"x"}"""));
        Assert.Equal(new Alarm(Key with { Id = "x" }, null), Assert.IsType<QueueMessage.Wake>(read).Alarm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"other","account":"acme","kind":"call","id":"x"}""")]
    [InlineData("""{"type":"alarm","account":"Not an account","kind":"call","id":"x"}""")]
    [InlineData("""{"type":"alarm","account":"acme","kind":"call"}""")]
    [InlineData("""{"type":"alarm","account":"acme","kind":null,"id":"x"}""")]
    [InlineData("""{"type":"event","account":"acme","kind":"call","id":"x","eventId":"e1"}""")]
    [InlineData("""{"type":"event","account":"acme","kind":"call","id":"x","event":{}}""")]
    [InlineData("""{"type":"alarm","account":"acme","kind":"call","id":"x","number":"three"}""")]
    public void What_is_not_ours_is_refused(string body) => Assert.ThrowsAny<JsonException>(() => QueueMessage.Read(BinaryData.FromString(body)));

    [Fact]
    public void An_event_that_is_not_json_is_not_sent() =>
        Assert.ThrowsAny<JsonException>(() => new QueueMessage.Hand(new HandedOver(Key, "e1", "oops"u8.ToArray())).Write());
}
