using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;

namespace Pbx.Infra.ServiceBus;

/// <summary>
/// What stands in a message of the queue <c>calls</c>, as JSON: <c>{"type":"alarm","account":"acme","kind":"call","id":"…","number":3}</c> or
/// <c>{"type":"event","account":"acme","kind":"call","id":"…","eventId":"…","event":{…}}</c>.
/// </summary>
public abstract record QueueMessage
{
    /// <summary>The queue that these messages go through.</summary>
    public const string Queue = "calls";

    private QueueMessage()
    {
    }

    /// <summary>For which machine.</summary>
    public abstract MachineKey Key { get; }

    /// <summary>The type as it stands in the JSON and in the message's subject.</summary>
    public abstract string Type { get; }

    /// <summary>Reads a message; members that a later release added are passed over.</summary>
    /// <exception cref="JsonException">It is not one of ours.</exception>
    public static QueueMessage Read(BinaryData body)
    {
        var written = JsonSerializer.Deserialize(body.ToMemory().Span, QueueMessageJson.Default.Written) ?? throw new JsonException("A message of the queue is expected, not null.");
        var key = new MachineKey(written.Account, written.Kind, written.Id);
        return written switch
        {
            { Type: "alarm" } => new Wake(new Alarm(key, written.Number)),
            { Type: "event", EventId: { } eventId, Event: { } evt } => new Hand(new HandedOver(key, eventId, JsonMarshal.GetRawUtf8Value(evt).ToArray())),
            _ => throw new JsonException($"“{written.Type}” is no message of the queue, or a member is missing."),
        };
    }

    /// <summary>Writes the message.</summary>
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public BinaryData Write()
    {
        using var evt = this is Hand hand ? JsonDocument.Parse(hand.Event.Event) : null;
        var written = new Written(Type, Key.Account, Key.Kind, Key.Id, (this as Wake)?.Alarm.Number, (this as Hand)?.Event.EventId, evt?.RootElement);
        return new BinaryData(JsonSerializer.SerializeToUtf8Bytes(written, QueueMessageJson.Default.Written));
    }

    /// <summary>A machine is to be woken.</summary>
    public sealed record Wake(Alarm Alarm) : QueueMessage
    {
        /// <inheritdoc/>
        public override MachineKey Key => Alarm.Key;

        /// <inheritdoc/>
        public override string Type => "alarm";
    }

    /// <summary>An event is handed over to a machine.</summary>
    public sealed record Hand(HandedOver Event) : QueueMessage
    {
        /// <inheritdoc/>
        public override MachineKey Key => Event.Key;

        /// <inheritdoc/>
        public override string Type => "event";
    }

    internal sealed record Written(
        [property: JsonRequired] string Type,
        [property: JsonRequired] AccountId Account,
        [property: JsonRequired] string Kind,
        [property: JsonRequired] string Id,
        int? Number,
        string? EventId,
        JsonElement? Event);
}

/// <summary>How messages are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(QueueMessage.Written))]
internal sealed partial class QueueMessageJson : JsonSerializerContext;
