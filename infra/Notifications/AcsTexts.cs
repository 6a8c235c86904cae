using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Engine.Notifications;

namespace Pbx.Infra.Notifications;

/// <summary>SMS by ACS (REST, <c>POST /sms</c>); the id of an SMS is its repeatability id, so that a repeated one is known.</summary>
/// <param name="from">A number, or a name, that may send SMS; nothing: none can be sent.</param>
public sealed class AcsTexts(AcsPost post, string? from) : ITexts
{
    private const string Path = "/sms?api-version=2021-03-07";

    /// <inheritdoc/>
    public Task<bool> Send(Text text, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (from is null)
        {
            throw new NotSentException("No number is set up from which SMS are sent.");
        }

        var written = new Written(from, [new Recipient(text.To.Value, text.Id.ToString(), text.First.ToString("r"))], text.Words);
        return post.Send(Path, JsonSerializer.SerializeToUtf8Bytes(written, AcsTextJson.Default.Written), null, cancel);
    }

    internal sealed record Written(string From, IReadOnlyList<Recipient> SmsRecipients, string Message);

    internal sealed record Recipient(string To, string RepeatabilityRequestId, string RepeatabilityFirstSent);
}

/// <summary>How an SMS is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AcsTexts.Written))]
internal sealed partial class AcsTextJson : JsonSerializerContext;
