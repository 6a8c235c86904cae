using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Bots;
using Pbx.Domain.Extensions;
using Pbx.Engine.Bots;

namespace Pbx.Infra.Bots;

/// <summary>
/// Bots that speak HTTP: each turn is a POST of <c>{"conversation":"…","turn":1,"caller":"+31612345678","called":"+31205550100","display":"…","language":"nl-NL","keys":"12"}</c>, answered with
/// <c>{"say":"…","keys":1,"then":"continue"}</c>, where <c>then</c> may be <c>transfer</c> with <c>to</c>, or <c>end</c>. A bot has 5 s for a turn (EXT-379); it is not asked twice, and redirects are
/// not followed.
/// </summary>
/// <param name="clock">Which the 5 s are counted by.</param>
public sealed class HttpBots(HttpClient client, TimeProvider clock) : IBots
{
    /// <summary>How long a bot has for a turn.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private const int LongestReply = 64 * 1024;

    /// <summary>A client that is fit for bots.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // Within is
        MaxResponseContentBufferSize = LongestReply,
    };

    /// <inheritdoc/>
    public async Task<BotReply> Ask(string endpoint, string conversation, BotTurn turn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(turn);
        using var late = new CancellationTokenSource(Within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            var asked = new Asked(conversation, turn.Turn, turn.Caller, turn.CallerName, turn.Called, turn.Display, turn.Language, turn.Keys);
            using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(asked, BotWireJson.Default.Asked));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await client.PostAsync(new Uri(endpoint), body, either.Token);
            response.EnsureSuccessStatusCode();
            var said = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(either.Token), BotWireJson.Default.Said) ?? throw new JsonException("An answer is not null.");
            return new BotReply(said.Say, Math.Max(0, said.Keys), said.Then, said.To is null ? null : Destination.Read(said.To) ?? throw new JsonException($"“{said.To}” is no destination."));
        }
        catch (Exception trouble) when (trouble is HttpRequestException or JsonException or UriFormatException || (trouble is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new BotTroubleException($"The bot at {endpoint} could not be asked: {trouble.Message}", trouble);
        }
    }

    internal sealed record Asked(string Conversation, int Turn, string Caller, string? CallerName, string Called, string Display, string Language, string? Keys);

    internal sealed record Said(string? Say = null, int Keys = 0, BotAction Then = BotAction.Continue, string? To = null);
}

/// <summary>How a conversation is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HttpBots.Asked))]
[JsonSerializable(typeof(HttpBots.Said))]
internal sealed partial class BotWireJson : JsonSerializerContext;
