using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;

namespace Pbx.Infra.ServiceBus;

/// <summary>
/// What stands in a message of the queue <c>calls</c>, as JSON: <c>{"type":"alarm","account":"acme","kind":"call","id":"…","number":3}</c> or
/// <c>{"type":"event","account":"acme","kind":"call","id":"…","eventId":"…","event":{…}}</c> or
/// <c>{"type":"notice","account":"acme","kind":"notice","id":"600/…","number":0}</c>.
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
            { Type: "notice", Number: { } attempt } when written.Id.Split('/', 2) is [var box, var message] => new Notice(new NoticeDue(written.Account, box, message, attempt)),
            { Type: "event", EventId: { } eventId, Event: { } evt } => new Hand(new HandedOver(key, eventId, JsonMarshal.GetRawUtf8Value(evt).ToArray())),
            _ => throw new JsonException($"“{written.Type}” is no message of the queue, or a member is missing."),
        };
    }

    /// <summary>Writes the message; an event stands in it byte for byte.</summary>
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public BinaryData Write()
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, Type);
            writer.WriteString("account"u8, Key.Account.Value);
            writer.WriteString("kind"u8, Key.Kind);
            writer.WriteString("id"u8, Key.Id);
            switch (this)
            {
                case Wake { Alarm.Number: { } number }:
                    writer.WriteNumber("number"u8, number);
                    break;
                case Notice { Due.Attempt: var attempt }:
                    writer.WriteNumber("number"u8, attempt);
                    break;
                case Hand { Event: var evt }:
                    writer.WriteString("eventId"u8, evt.EventId);
                    writer.WritePropertyName("event"u8);
                    writer.WriteRawValue(evt.Event.Span);
                    break;
            }

            writer.WriteEndObject();
        }

        return BinaryData.FromBytes(body.WrittenMemory);
    }

    /// <summary>A machine is to be woken.</summary>
    public sealed record Wake(Alarm Alarm) : QueueMessage
    {
        /// <inheritdoc/>
        public override MachineKey Key => Alarm.Key;

        /// <inheritdoc/>
        public override string Type => "alarm";
    }

    /// <summary>People are to be told of a message in a mailbox; its id is the mailbox's and the message's, with a slash between.</summary>
    public sealed record Notice(NoticeDue Due) : QueueMessage
    {
        /// <inheritdoc/>
        public override MachineKey Key => new(Due.Account, "notice", $"{Due.Box}/{Due.Message}");

        /// <inheritdoc/>
        public override string Type => "notice";
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

/// <summary>How messages are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(QueueMessage.Written))]
internal sealed partial class QueueMessageJson : JsonSerializerContext;
