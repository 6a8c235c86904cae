using System.Globalization;
using System.Text.Json.Nodes;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Rest.Control;

/// <summary>Calls and phones as the control API shows them. To be used inside <see cref="PhoneNetwork.Read"/>.</summary>
internal static class Views
{
    public static JsonObject Call(PhoneNetwork network, Conversation call)
    {
        var json = CallWithParticipants(call);
        json["heard"] = Heard(network, call.Person.Latest.Hearing);
        return json;
    }

    public static JsonObject CallWithParticipants(Conversation call)
    {
        var json = CallSummary(call);
        json["participants"] = new JsonArray([.. call.Parties.Select(p => new JsonObject
        {
            ["address"] = p.Address.RawId,
            ["state"] = State(p),
            ["voice"] = p.Phone.Voice.Hertz,
            ["muted"] = p.IsMuted,
            ["onHold"] = p.IsOnHold,
        })]);
        return json;
    }

    public static JsonObject CallSummary(Conversation call) => new()
    {
        ["id"] = call.Id,
        ["from"] = call.From.RawId,
        ["to"] = call.To.RawId,
        ["displayName"] = call.DisplayName,
        ["state"] = call.Stage switch
        {
            CallStage.Ringing => "ringing",
            CallStage.Connected => "connected",
            _ => "ended",
        },
        ["endReason"] = call.EndReason,
        ["started"] = Instant(call.Started),
        ["answered"] = call.Answered is { } answered ? Instant(answered) : null,
        ["ended"] = call.Ended is { } ended ? Instant(ended) : null,
        ["callConnectionId"] = call.App?.Id,
        ["callbackUri"] = call.App?.Asked.CallbackUri,
        ["serverCallId"] = call.ServerCallId,
        ["correlationId"] = call.CorrelationId,
    };

    public static JsonObject Phone(PhoneNetwork network, Phone phone, bool whole)
    {
        var (behaviour, after) = Behaviour(phone.Behaviour);
        var current = phone.Current;
        var active = current is { State: not PartyState.Left } ? current : null;
        var json = new JsonObject
        {
            ["address"] = phone.Address.RawId,
            ["voice"] = phone.Voice.Hertz,
            ["behaviour"] = behaviour,
            ["afterSeconds"] = after?.TotalSeconds,
            ["state"] = phone.State switch
            {
                PhoneState.Calling => "calling",
                PhoneState.Ringing => "ringing",
                PhoneState.Talking => "talking",
                _ => "idle",
            },
            ["call"] = active?.Call.Id,
            ["caller"] = active?.Caller is { } caller ? new JsonObject { ["address"] = caller.Address?.RawId, ["name"] = caller.Name } : null,
            ["muted"] = active?.IsMuted ?? false,
            ["onHold"] = active?.IsOnHold ?? false,
            ["hears"] = active?.Hearing.Current is { } sound ? Sound(sound) : null,
        };
        if (whole)
        {
            json["heard"] = current is null ? new JsonArray() : Heard(network, current.Hearing);
        }

        return json;
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static (string Word, TimeSpan? After) Behaviour(Behaviour behaviour) => behaviour switch
    {
        Network.Phones.Behaviour.Answer(var after) => ("answer", after),
        Network.Phones.Behaviour.Busy => ("busy", null),
        Network.Phones.Behaviour.Decline(var after) => ("decline", after),
        Network.Phones.Behaviour.Offline => ("offline", null),
        Network.Phones.Behaviour.Voicemail(var after) => ("voicemail", after),
        _ => ("no-answer", null),
    };

    private static string State(Party party) => party.State switch
    {
        PartyState.Calling => "calling",
        PartyState.Ringing => "ringing",
        PartyState.Connected => "connected",
        _ => party.Ended ?? "left",
    };

    private static JsonArray Heard(PhoneNetwork network, Hearing hearing) => new([.. hearing.Until(network.Now).Select(h =>
    {
        var json = new JsonObject { ["from"] = Instant(h.From), ["to"] = Instant(h.To) };
        foreach (var (name, value) in Sound(h.Sound).ToArray())
        {
            json[name] = value?.DeepClone();
        }

        if (h.Ongoing)
        {
            json["ongoing"] = true;
        }

        return json;
    })]);

    private static JsonObject Sound(Sound sound)
    {
        var json = new JsonObject
        {
            ["kind"] = sound.Kind switch
            {
                SoundKind.NetworkRing => "network-ring",
                SoundKind.File => "file",
                SoundKind.Text => "text",
                SoundKind.Party => "party",
                SoundKind.RecordedTone => "recorded-tone",
                SoundKind.Keys => "keys",
                _ => "silence",
            },
        };
        AddText(json, "uri", sound.Uri);
        AddText(json, "text", sound.Text);
        AddText(json, "locale", sound.Locale);
        AddText(json, "operationContext", sound.OperationContext);
        AddText(json, "who", sound.Who);
        AddText(json, "tones", sound.Tones);
        if (sound.Kind is SoundKind.File or SoundKind.Text)
        {
            json["loop"] = sound.Loop;
        }

        if (sound.Kind == SoundKind.Party)
        {
            json["speaking"] = sound.Speaking;
        }

        return json;
    }

    private static void AddText(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
