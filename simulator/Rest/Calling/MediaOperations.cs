using System.Text.Json;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>What is played in a call, which keys or words are waited for, and who is on hold.</summary>
internal sealed class MediaOperations(PhoneNetwork network)
{
    public Answer Play(CallingRequest request)
    {
        var body = request.Body;
        var sources = Sources(body.Items("playSources"), "playSources");
        if (sources.Count == 0)
        {
            throw new CallRefusedException(Refusal.Invalid, "playSources must have at least one source.");
        }

        network.Application.Play(request.CallConnectionId, new PlayRequest(sources)
        {
            To = [.. body.Items("playTo").Select((t, i) => Identifiers.Read(t, $"playTo[{i}]"))],
            Loop = body.Member("playOptions")?.Flag("loop") ?? false,
            Interrupts = body.Flag("interruptCallMediaOperation") ?? false,
            OperationContext = request.OperationContext,
            Callback = request.OperationCallback,
        });
        return Answer.Accepted;
    }

    public Answer Recognize(CallingRequest request)
    {
        var body = request.Body;
        var prompts = Sources(body.Items("playPrompts"), "playPrompts");
        if (prompts.Count == 0 && body.Member("playPrompt") is { } single)
        {
            prompts = [Source(single, "playPrompt")];
        }

        network.Application.Recognize(request.CallConnectionId, RecognizeBody.Read(body) with
        {
            Prompts = prompts,
            Interrupts = body.Flag("interruptCallMediaOperation") ?? false,
            OperationContext = request.OperationContext,
            Callback = request.OperationCallback,
        });
        return Answer.Accepted;
    }

    public Answer CancelAll(CallingRequest request)
    {
        network.Application.CancelMedia(request.CallConnectionId);
        return Answer.Accepted;
    }

    public Answer Hold(CallingRequest request)
    {
        network.Application.Floor.Hold(request.CallConnectionId, OfHold(request) with
        {
            Music = request.Body.Member("playSourceInfo") is { } source ? Source(source, "playSourceInfo") : null,
        });
        return Answer.Done;
    }

    public Answer Unhold(CallingRequest request)
    {
        network.Application.Floor.Unhold(request.CallConnectionId, OfHold(request));
        return Answer.Done;
    }

    private static HoldRequest OfHold(CallingRequest request) => new(request.Target)
    {
        OperationContext = request.OperationContext,
        Callback = request.OperationCallback,
    };

    private static List<PlaySource> Sources(IEnumerable<JsonElement> sources, string target) =>
        [.. sources.Select((s, i) => Source(s, $"{target}[{i}]"))];

    private static PlaySource Source(JsonElement json, string target)
    {
        var kind = json.Text("kind") ?? string.Empty;
        var source = json.Member(kind) ?? throw new CallRefusedException(Refusal.Invalid, $"{target} says kind '{kind}' and has no '{kind}'.");
        return kind switch
        {
            "file" => Uri.TryCreate(source.Text("uri"), UriKind.Absolute, out var uri) && (string.Equals(uri.Scheme, "https", StringComparison.Ordinal) || string.Equals(uri.Scheme, "http", StringComparison.Ordinal))
                ? new PlaySource.File(source.Text("uri") ?? string.Empty, json.Text("playSourceCacheId"))
                : throw new CallRefusedException(Refusal.Invalid, $"{target}.file.uri must be an http or https URI."),
            "text" => source.Text("text") is { Length: > 0 } text
                ? new PlaySource.Text(text, source.Text("sourceLocale"))
                : throw new CallRefusedException(Refusal.Invalid, $"{target}.text.text must not be empty."),
            _ => new PlaySource.Ssml(source.Text("ssmlText") ?? string.Empty),
        };
    }
}
