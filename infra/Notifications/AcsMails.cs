using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Engine.Notifications;

namespace Pbx.Infra.Notifications;

/// <summary>Mail by ACS (REST, <c>POST /emails:send</c>); the id of a mail is its operation, so that a repeated one is known.</summary>
/// <param name="from">An address of a domain that is connected to the resource; nothing: no mail can be sent.</param>
public sealed class AcsMails(AcsPost post, string? from) : IMails
{
    private const string Path = "/emails:send?api-version=2023-03-31";

    /// <inheritdoc/>
    public Task<bool> Send(Mail mail, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (from is null)
        {
            throw new NotSentException("No address is set up from which mail is sent.");
        }

        var written = new Written(
            from,
            new Content(mail.Subject, mail.Text),
            new Recipients([new Recipient(mail.To.Value)]),
            mail.File is { } file ? [new Attachment(file.Name, file.ContentType, Convert.ToBase64String(file.Content.Span))] : null);
        return post.Send(Path, JsonSerializer.SerializeToUtf8Bytes(written, AcsMailJson.Default.Written), ("Operation-Id", mail.Id.ToString()), cancel);
    }

    internal sealed record Written(string SenderAddress, Content Content, Recipients Recipients, IReadOnlyList<Attachment>? Attachments);

    internal sealed record Content(string Subject, string PlainText);

    internal sealed record Recipients(IReadOnlyList<Recipient> To);

    internal sealed record Recipient(string Address);

    internal sealed record Attachment(string Name, string ContentType, string ContentInBase64);
}

/// <summary>How a mail is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AcsMails.Written))]
internal sealed partial class AcsMailJson : JsonSerializerContext;
