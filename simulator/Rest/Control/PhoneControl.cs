using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Rest.Control;

/// <summary><c>/sim/phones</c>: how phones behave, and what persons at them do.</summary>
internal static class PhoneControl
{
    private const string Place = "/sim/phones/{address}";

    public static void Map(IEndpointRouteBuilder app, PhoneNetwork network)
    {
        app.MapGet("/sim/phones", () => ControlCall.Json(network.Read(n => new JsonArray([.. n.Phones.Select(p => Views.Phone(n, p, whole: true))]))));
        app.MapGet(Place, (string address) => Address.TryParse(address, out var at) ? ControlCall.Json(Show(network, at)) : NoAddress(address));
        app.MapPut(Place, (string address, HttpContext http) => Act(http, network, address, (at, request) =>
        {
            var behaviour = ReadBehaviour(request);
            return () => ControlCall.AtOnce(() => network.People.Behave(at, behaviour));
        }));
        app.MapPost(Place + "/answer", (string address, HttpContext http) => Act(http, network, address, (at, _) => () => ControlCall.AtOnce(() => network.People.Answer(at))));
        app.MapPost(Place + "/decline", (string address, HttpContext http) => Act(http, network, address, (at, _) => () => ControlCall.AtOnce(() => network.People.Decline(at))));
        app.MapPost(Place + "/hangup", (string address, HttpContext http) => Act(http, network, address, (at, _) => () => ControlCall.AtOnce(() => network.People.HangUp(at))));
        app.MapPost(Place + "/mute", (string address, HttpContext http) => Act(http, network, address, (at, _) => () => ControlCall.AtOnce(() => network.People.Mute(at, muted: true))));
        app.MapPost(Place + "/unmute", (string address, HttpContext http) => Act(http, network, address, (at, _) => () => ControlCall.AtOnce(() => network.People.Mute(at, muted: false))));
        app.MapPost(Place + "/dtmf", (string address, HttpContext http) => Act(http, network, address, (at, request) =>
        {
            var tones = request.Tones("tones");
            return () => ControlCall.AtOnce(() => network.People.Press(at, tones));
        }));
        app.MapPost(Place + "/speak", (string address, HttpContext http) => Act(http, network, address, (at, request) =>
        {
            var (time, file, words) = request.Speech();
            return () => file is not null ? network.People.Speak(at, file, words) : ControlCall.AtOnce(() => network.People.Speak(at, time, words));
        }));
        app.MapGet(Place + "/audio", (string address) => Address.TryParse(address, out var at) ? Audible.Heard(network, network.Read(n => n.Phones.FirstOrDefault(p => p.Address == at)?.Current)) : NoAddress(address));
        app.MapPost(Place + "/dial", (string address, HttpContext http) => Act(http, network, address, (at, request) =>
        {
            var to = ReadDialled(request);
            var name = request.Text("displayName");
            var custom = new CustomContext(request.Dictionary("sipHeaders"), request.Dictionary("voipHeaders"));
            return () => ControlCall.AtOnce(() => network.People.Dial(at, to, name, custom));
        }));
    }

    private static async Task<IResult> Act(HttpContext http, PhoneNetwork network, string address, Func<Address, ControlRequest, Func<Task>> read)
    {
        if (!Address.TryParse(address, out var at))
        {
            return NoAddress(address);
        }

        var request = await ControlRequest.Read(http.Request);
        var act = read(at, request);
        request.NothingElse();
        return await ControlCall.Settle(network.Clock, request, act, () => Show(network, at), http.RequestAborted);
    }

    private static Behaviour ReadBehaviour(ControlRequest request)
    {
        var after = request.Number("afterSeconds", least: 0, most: 3600);
        var time = TimeSpan.FromSeconds(after ?? 0);
        var word = request.Required("behaviour");
        if (after is not null && word is "busy" or "no-answer" or "offline" && after > 0)
        {
            request.Wrong("/afterSeconds", $"afterSeconds means nothing for {word}.");
        }

        switch (word)
        {
            case "answer":
                return new Behaviour.Answer(time);
            case "busy":
                return new Behaviour.Busy();
            case "decline":
                return new Behaviour.Decline(time);
            case "no-answer":
                return new Behaviour.NoAnswer();
            case "offline":
                return new Behaviour.Offline();
            case "voicemail":
                return new Behaviour.Voicemail(time);
            case null:
                return Behaviour.Default;
            default:
                request.Wrong("/behaviour", $"'{word}' is not a behaviour: answer, busy, decline, no-answer, offline and voicemail are.");
                return Behaviour.Default;
        }
    }

    // What is dialled at a phone may be anything: a number, an extension, a feature code, or an identity.
    private static Address ReadDialled(ControlRequest request)
    {
        var to = request.Required("to")?.Trim();
        if (to is { Length: > 0 and <= 256 } && !to.Any(char.IsWhiteSpace))
        {
            return to.Contains(':', StringComparison.Ordinal) ? new Address(to) : Address.OfNumber(to);
        }

        if (to is not null)
        {
            request.Wrong("/to", "to must be what was dialled, without blanks: +31205550123, 204, *21.");
        }

        return Address.Anonymous;
    }

    private static IResult NoAddress(string address) =>
        Problems.Invalid([("/address", $"'{address}' is neither a number such as +31612345678 nor a raw id such as 8:acs:….")]);

    private static JsonObject Show(PhoneNetwork network, Address address) => network.Do(() => Views.Phone(network, network.PhoneAt(address), whole: true));
}
